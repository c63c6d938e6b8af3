import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exchangeScript, prepareScript, settleScript, takeBackScript } from './exchange-scripts.ts';

/** Not `sync`: it runs beside the script, whose end it may outlive. */
const commands = ['mv', 'rm', 'cp', 'mkdir', 'grep'];
const real = new Map<string, string>();
const pathOf = (name: string): string => {
  const known =
    real.get(name) ?? execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  real.set(name, known);
  return known;
};

/** A pool's folder with an environment of two volumes, and a way to run scripts that die at one of their commands. */
function poolFolder() {
  const root = mkdtempSync(join(tmpdir(), 'backlot-exchange-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const bin = join(root, 'bin');
  mkdirSync(bin);
  for (const name of commands) {
    const file = join(bin, name);
    writeFileSync(
      file,
      `#!/bin/sh
count=0
[ ! -e "${root}/count" ] || read -r count < "${root}/count"
count=$((count + 1))
echo $count > "${root}/count"
if [ "$count" = "$DIE_AT" ]; then kill -9 $PPID; exit 1; fi
exec ${pathOf(name)} "$@"
`,
    );
    chmodSync(file, 0o755);
  }
  const put = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const read = (path: string): string | undefined =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  put('environments/shop/db/file', 'old');
  put('environments/shop/cache/file', 'old');
  put('environments/shop.json', '{"exchange":"op0"}');
  put('work/op1/next/db/file', 'new');
  put('work/op1/next/cache/file', 'new');
  /** Answers how many commands were run; dies before the given one. */
  const run = (script: string, args: readonly string[], dieAt = 0): number => {
    rmSync(join(root, 'count'), { force: true });
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, DIE_AT: String(dieAt) };
    const ended = spawnSync('sh', ['-eu', '-c', script, 'backlot', ...args], { cwd: root, env });
    if (ended.signal === null && ended.status !== 0) throw new Error(ended.stderr.toString());
    return Number(read('count') ?? 0);
  };
  /** What the environment holds, in one word; both volumes and the state must agree. */
  const holds = (): string => {
    const [db, cache] = ['db', 'cache'].map((key) => read(`environments/shop/${key}/file`));
    const state = read('environments/shop.json')?.includes('"op1"') ? 'new' : 'old';
    return db === cache && db === state ? state : `a mix of ${db}, ${cache} and ${state}`;
  };
  return { run, holds, read };
}

const prepared = ['shop', 'work/op1/next', 'checkpoints/shop/c1', '{"exchange":"op1"}', 'work/op1', '{}'];
const prepare: readonly string[] = [...prepared, 'db', 'cache'];
const exchange = ['shop', 'op1', 'work/op1/next', 'checkpoints/shop/c1', '{"exchange":"op1"}'];
const takeBack = ['shop', 'op1', 'checkpoints/shop/c1', 'work/op1/next', 'work/op1'];

describe.skipIf(process.platform !== 'linux')('an exchange', () => {
  test('puts the new folder in the place of the old one, which is kept; and happens once', () => {
    const { run, holds, read } = poolFolder();
    run(prepareScript, prepare);
    expect(holds()).toBe('old');
    run(exchangeScript, exchange);
    run(exchangeScript, exchange);
    expect(holds()).toBe('new');
    expect(read('checkpoints/shop/c1/db/file')).toBe('old');
    expect(read('environments/shop.intent')).toBeUndefined();
    run(takeBackScript, takeBack);
    run(takeBackScript, takeBack);
    expect(holds()).toBe('old');
    expect(read('work/op1/next/db/file')).toBe('new');
    expect(read('checkpoints/shop/c1/db/file')).toBeUndefined();
  });

  test('that dies before any of its commands is whole, old or new, and can be done again or taken back', {
    timeout: 60_000,
  }, () => {
    const length = (() => {
      const { run } = poolFolder();
      return run(prepareScript, prepare) + run(exchangeScript, exchange);
    })();
    expect(length).toBeGreaterThan(8);
    const seen = new Set<string>();
    for (let dieAt = 1; dieAt <= length; dieAt += 1) {
      for (const then of ['settle', 'again', 'back'] as const) {
        const { run, holds, read } = poolFolder();
        const first = run(prepareScript, prepare, dieAt);
        if (first < dieAt) run(exchangeScript, exchange, dieAt - first);
        if (then === 'settle') {
          run(settleScript, ['shop']);
          seen.add(holds());
        } else if (then === 'again') {
          // A step that was done is not done again; one that died is.
          if (first === dieAt) run(prepareScript, prepare);
          run(exchangeScript, exchange);
          expect([dieAt, holds()]).toEqual([dieAt, 'new']);
          expect(read('checkpoints/shop/c1/cache/file')).toBe('old');
        } else if (read('work/op1/before.json') !== undefined) {
          run(takeBackScript, takeBack);
          expect([dieAt, holds()]).toEqual([dieAt, 'old']);
        }
        expect(read('environments/shop.intent')).toBeUndefined();
      }
    }
    expect([...seen].sort()).toEqual(['new', 'old']);
  });

  test('that is taken back and dies on the way is whole too', { timeout: 60_000 }, () => {
    const done = () => {
      const folder = poolFolder();
      folder.run(prepareScript, prepare);
      folder.run(exchangeScript, exchange);
      return folder;
    };
    const length = done().run(takeBackScript, takeBack);
    for (let dieAt = 1; dieAt <= length; dieAt += 1) {
      const { run, holds } = done();
      run(takeBackScript, takeBack, dieAt);
      run(takeBackScript, takeBack);
      expect([dieAt, holds()]).toEqual([dieAt, 'old']);
    }
  });
});
