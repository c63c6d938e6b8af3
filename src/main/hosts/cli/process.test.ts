import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type RunningProcess, runProcess } from './testing/run-process.ts';

const program = fileURLToPath(new URL('./testing/small-cli.ts', import.meta.url));
const sample = fileURLToPath(new URL('../../../../resources/sample', import.meta.url));
const timeout = 90_000;
let home = '';

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot proc ü-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

const envOf = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  BACKLOT_HOME: home,
  LANG: 'C.UTF-8',
  ...more,
});

function backlot(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProcess {
  const running = runProcess(process.execPath, [program, ...args], { env: envOf(env) });
  onTestFinished(() => {
    running.child.kill('SIGKILL');
  });
  return running;
}

function shell(line: string): RunningProcess {
  const running = runProcess('bash', ['-c', line], { env: envOf({ NODE: process.execPath, CLI: program }) });
  onTestFinished(() => {
    running.child.kill('SIGKILL');
  });
  return running;
}

test('SIGINT cancels an operation; the process ends with 130', { timeout }, async () => {
  const one = backlot(['rehearse', '--step-ms', '60000']);
  await one.shows('step 1 started');
  one.child.kill('SIGINT');
  expect(await one.ended).toBe(130);
  expect(one.out()).toContain('Rehearse 6 steps cancelled');
});

test('SIGTERM leaves it interrupted, and another process takes it up', { timeout }, async () => {
  const one = backlot(['rehearse', '--steps', '2', '--step-ms', '60000', '--json']);
  await one.shows('"started"');
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(130);
  const { operation, state } = JSON.parse(one.out().trimEnd().split('\n').at(-1) ?? '');
  expect(state).toBe('interrupted');
  const next = backlot(['ops', 'resume', operation]);
  expect(await next.ended).toBe(0);
  expect(next.out()).toContain('Rehearse 2 steps done');
});

test('serve in one process is used by another, and ends with 0 on SIGINT', { timeout }, async () => {
  const server = backlot(['serve', '--json', '--port', '0']);
  await server.shows('origin');
  const client = backlot(['rehearse', '--steps', '1', '--step-ms', '1', '--json']);
  expect(await client.ended).toBe(0);
  const { operation } = JSON.parse(client.out().trimEnd().split('\n').at(-1) ?? '');
  expect(operation).toBe(`op1-${server.child.pid}`);
  server.child.kill('SIGINT');
  expect(await server.ended).toBe(0);
});

test('a reader that leaves early does no harm: the work goes on to its end', { timeout }, async () => {
  const line = `set -o pipefail; "$NODE" "$CLI" rehearse --steps 30 --step-ms 1 | head -n 1; echo "code \${PIPESTATUS[0]}"`;
  const one = shell(line);
  await one.ended;
  expect(one.out()).toMatch(/started \(op1-\d+\)\ncode 0\n$/);
  expect(one.err()).toBe('');
});

test('a big answer reaches a slow pipe whole', { timeout }, async () => {
  const one = shell(`"$NODE" "$CLI" graph --json | (sleep 0.2; wc -l)`);
  await one.ended;
  expect(one.out().trim()).toBe('1');
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('a completion script for %s', { timeout }, async (name) => {
  const one = backlot(['completion', name]);
  expect([await one.ended, one.err()]).toEqual([0, '']);
  expect(one.out()).toMatch(/backlot complete '?--/);
});

test.each([
  [['op'], ['open', 'ops']],
  [
    ['logs', '--t'],
    ['--tail', '--timestamps'],
  ],
  [
    ['ops', ''],
    ['list', 'show', 'cancel', 'resume', 'help'],
  ],
  [
    ['rehearse', '--st'],
    ['--steps', '--step-ms'],
  ],
  [['completion', 'z'], ['zsh']],
  [['comple'], ['completion']],
  [
    ['checkpoint', 're'],
    ['restore', 'remove'],
  ],
  [
    ['-C', sample, 'dataset', 'use', ''],
    ['empty', 'demo', 'staging'],
  ],
  [
    ['-C', sample, 'undo', '-e', 'pro'],
    ['production', 'production-copy'],
  ],
])('completing %j offers %j', { timeout }, async (words, offered) => {
  const one = backlot(['complete', '--', ...words]);
  expect([await one.ended, one.err()]).toEqual([0, '']);
  const offers = one.out().trimEnd().split('\n').slice(0, -1);
  expect(offers.map((line) => line.split('\t')[0])).toEqual(offered);
});

test('the bash script completes, twice read in, and runs nothing that is being typed', {
  timeout,
}, async () => {
  const trap = join(home, 'ran');
  const one = shell(`
    backlot() { "$NODE" "$CLI" "$@"; }
    eval "$(backlot completion bash)"
    eval "$(backlot completion bash)"
    COMP_WORDS=(backlot ops re '$(touch "${trap}")'); COMP_CWORD=2; _backlot; echo "offers \${COMPREPLY[*]}"
    COMP_WORDS=(backlot ops ''); COMP_CWORD=2; _backlot; echo "offers \${COMPREPLY[*]}"
    COMP_WORDS=(backlot init '$(touch "${trap}")'); COMP_CWORD=2; _backlot; echo "offers \${COMPREPLY[*]}"`);
  await one.ended;
  expect(one.err()).toBe('');
  expect(one.out()).toBe('offers resume\noffers list show cancel resume help\noffers \n');
  expect(existsSync(trap)).toBe(false);
});

test('--version loads neither the core nor the command line library', { timeout }, async () => {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context); } });`;
  const entry = fileURLToPath(new URL('../../cli.ts', import.meta.url));
  const one = runProcess(process.execPath, [entry, '--version'], {
    env: envOf({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hooks)}` }),
  });
  expect(await one.ended).toBe(0);
  expect(one.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(one.err()).toContain('main.ts');
  expect(one.err()).not.toMatch(/commander|run-cli|better-sqlite3|core\/app/);
});
