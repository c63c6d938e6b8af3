import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { readCoreNote } from '../home/core-note.ts';
import { takeHomeLock } from './home-lock.ts';

const lockModule = new URL('./home-lock.ts', import.meta.url).href;
const owner = { version: '0.1.0', host: 'test' } as const;

function tempHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'backlot lock ü-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** A process that runs `body` with `take` and `home` in reach. */
function child(home: string, body: string): ChildProcess {
  const script = `import { takeHomeLock } from ${JSON.stringify(lockModule)};
    import fs from 'node:fs';
    const home = process.argv[1];
    const take = () => { try { return takeHomeLock(home, { version: '0.1.0', host: 'web' }); }
      catch (e) { if (e.code !== 'home-in-use') throw e; } };
    ${body}`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', script, home], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    started.kill('SIGKILL');
  });
  return started;
}

const holder = `console.log(take() ? 'held' : 'refused'); process.stdin.resume();`;

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('no stdout');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return line;
}

test('a second taker in this process is told who has it; a release lets it in', () => {
  const home = tempHome();
  const lock = takeHomeLock(home, owner);
  expect(() => takeHomeLock(home, owner)).toThrow(
    expect.objectContaining({
      code: 'home-in-use',
      message: `The data directory ${home} is in use by a test 0.1.0 (pid ${process.pid}).`,
      details: expect.objectContaining({ pid: process.pid, host: 'test' }),
    }),
  );
  lock.release();
  lock.release();
  expect(readCoreNote(home)).toBeUndefined();
  takeHomeLock(home, owner).release();
});

test('a refused taker leaves the holder its lock', async () => {
  const home = tempHome();
  const lock = takeHomeLock(home, owner);
  expect(() => takeHomeLock(home, owner)).toThrow();
  expect(await firstLine(child(home, holder))).toBe('refused');
  lock.release();
});

test('kill -9 frees it, and the note left behind is replaced', async () => {
  const home = tempHome();
  const first = child(home, holder);
  expect(await firstLine(first)).toBe('held');
  expect(() => takeHomeLock(home, owner)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(`backlot serve 0.1.0 (pid ${first.pid})`) }),
  );
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(existsSync(join(home, 'core.json'))).toBe(true);
  const lock = takeHomeLock(home, owner);
  expect(readCoreNote(home)?.pid).toBe(process.pid);
  lock.release();
});

test('processes that race never hold it together', async () => {
  const home = tempHome();
  const log = join(home, 'log.txt');
  appendFileSync(log, '');
  // Each holder writes "+" and "-" around its turn; two together would show as "++".
  const racer = `let turns = 0;
    while (turns < 20) {
      const lock = take();
      if (!lock) continue;
      fs.appendFileSync(home + '/log.txt', '+');
      for (let i = 0; i < 1e5; i++);
      fs.appendFileSync(home + '/log.txt', '-');
      lock.release();
      turns += 1;
    }`;
  const racers = [1, 2, 3, 4].map(() => child(home, racer));
  const codes = await Promise.all(racers.map(async (racer) => (await once(racer, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('+-'.repeat(80));
}, 30_000);

test('a lock file that is no lock says so', () => {
  const home = tempHome();
  writeFileSync(join(home, 'lock.db'), 'not a database, but long enough to look at'.repeat(20));
  expect(() => takeHomeLock(home, owner)).toThrow(expect.objectContaining({ code: 'home-invalid' }));
});

test('a missing data directory is explained', () => {
  const home = join(tempHome(), 'gone');
  expect(() => takeHomeLock(home, owner)).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ home }) }),
  );
});
