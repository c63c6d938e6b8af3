import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type RunningProcess, runProcess } from './testing/run-process.ts';

const launcher = fileURLToPath(new URL('../../../../bin/backlot', import.meta.url));
const timeout = 20_000;
let root = '';

/** Makes this Node say that it is an old one. */
const pretendOld = `--import=data:text/javascript,${encodeURIComponent(
  `if (!process.env.INNER) Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } });
   process.env.INNER = '1';`,
)}`;

beforeEach(() => {
  // A test may move the root further in: the whole folder goes.
  const folder = mkdtempSync(join(tmpdir(), 'backlot bin ü-'));
  root = folder;
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(root, 'bin'));
  cpSync(launcher, join(root, 'bin', 'backlot'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
});

function build(cli: string): void {
  mkdirSync(join(root, 'out', 'main'), { recursive: true });
  writeFileSync(join(root, 'out', 'main', 'cli.js'), cli);
}

/** Installs this very Node as the package "node" in `folder`. */
function installNode(folder: string): void {
  const place = join(folder, 'node_modules', 'node');
  mkdirSync(join(place, 'bin'), { recursive: true });
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'node', version: process.versions.node }),
  );
  symlinkSync(process.execPath, join(place, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'));
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProcess {
  const running = runProcess(process.execPath, [join(root, 'bin', 'backlot'), ...args], {
    env: { PATH: dirname(process.execPath), ...env },
  });
  onTestFinished(() => {
    running.child.kill('SIGKILL');
  });
  return running;
}

const tellArgs = `console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);`;

test('without a build it says how to make one, and ends with 3', { timeout }, async () => {
  const one = run(['graph']);
  expect(await one.ended).toBe(3);
  expect([one.out(), one.err()]).toEqual([
    '',
    `error: Backlot is not built yet.\nhint: Run: npm run build (in ${root})\n`,
  ]);
  const json = run(['graph', '--json']);
  await json.ended;
  expect(JSON.parse(json.out())).toMatchObject({ error: { code: 'prerequisite-missing' } });
});

test('a recent Node runs the command line itself', { timeout }, async () => {
  build(tellArgs);
  const one = run(['ops', 'show', 'a b', '']);
  expect(await one.ended).toBe(7);
  expect(one.out()).toBe('["ops","show","a b",""]\n');
});

test.each(['package', 'parent'])(
  'an old Node hands over to the one beside the %s',
  { timeout },
  async (where) => {
    build(tellArgs);
    if (where === 'package') installNode(root);
    else {
      // Installed as a dependency, the Node may lie further up.
      const outer = join(root, 'outer');
      const inner = join(outer, 'node_modules', 'backlot');
      mkdirSync(inner, { recursive: true });
      for (const part of ['bin', 'out', 'package.json'])
        cpSync(join(root, part), join(inner, part), { recursive: true });
      installNode(outer);
      root = inner;
    }
    const one = run(['ops', 'a b'], { NODE_OPTIONS: pretendOld });
    expect([await one.ended, one.err()]).toEqual([7, '']);
    expect(one.out()).toBe('["ops","a b"]\n');
  },
);

test('signals and their end pass through the handing over', { timeout }, async () => {
  installNode(root);
  build(`process.on('SIGINT', () => { console.log('interrupted'); process.exit(130); });
    console.log('up'); setInterval(() => {}, 1000);`);
  const one = run([], { NODE_OPTIONS: pretendOld });
  await one.shows('up');
  one.child.kill('SIGINT');
  expect(await one.ended).toBe(130);
  expect(one.out()).toBe('up\ninterrupted\n');

  build(`console.log('up'); setInterval(() => {}, 1000);`);
  const killed = run([], { NODE_OPTIONS: pretendOld });
  await killed.shows('up');
  killed.child.kill('SIGTERM');
  expect(await killed.ended).toBe('SIGTERM');
});

test('an old Node without another one says so, and ends with 3', { timeout }, async () => {
  build(tellArgs);
  const one = run([], { NODE_OPTIONS: pretendOld });
  expect(await one.ended).toBe(3);
  expect(one.err()).toContain('Backlot needs Node 22.12 or newer; this is 20.11.0.');
});
