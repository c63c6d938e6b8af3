import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runDag } from './run-dag.ts';

const never = new AbortController().signal;
const nothing: ReadonlySet<string> = new Set();
const wide = new Map(Array.from({ length: 6 }, (_, n) => [`s${n}`, []]));

test('no more than the limit run side by side', async () => {
  let running = 0;
  let most = 0;
  const run = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await setImmediate();
    running -= 1;
  };
  await runDag({ waitsFor: wide, settled: nothing, limit: 3, signal: never, run });
  expect(most).toBe(3);
});

test('what is settled is not run, and counts for those that wait for it', async () => {
  const ran: string[] = [];
  const waitsFor = new Map([
    ['a', []],
    ['b', ['a']],
    ['c', ['b']],
  ]);
  const run = async (id: string): Promise<void> => void ran.push(id);
  await runDag({ waitsFor, settled: new Set(['a']), limit: 4, signal: never, run });
  expect(ran).toEqual(['b', 'c']);
});

test('after an error or an abort nothing more starts, and the rest is awaited', async () => {
  const ran: string[] = [];
  const stop = new AbortController();
  const fail = async (id: string): Promise<void> => {
    if (id === 's0') throw new Error('first');
    await setImmediate();
    ran.push(id);
  };
  await expect(
    runDag({ waitsFor: wide, settled: nothing, limit: 2, signal: never, run: fail }),
  ).rejects.toThrow('first');
  expect(ran).toEqual(['s1']);
  const abort = async (id: string): Promise<void> => {
    stop.abort();
    ran.push(id);
  };
  await runDag({ waitsFor: wide, settled: nothing, limit: 1, signal: stop.signal, run: abort });
  expect(ran).toEqual(['s1', 's0']);
});
