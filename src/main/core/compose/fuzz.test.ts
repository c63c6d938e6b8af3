import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { type FuzzFailure, fuzzText } from './testing/fuzz-case.ts';

/** BACKLOT_FUZZ_CASES=100000 is the long run; BACKLOT_FUZZ_SEED makes it another one. */
const count = Number(process.env.BACKLOT_FUZZ_CASES ?? 3000);
const seed = Number(process.env.BACKLOT_FUZZ_SEED ?? 1);
const stuckAfter = 10_000;

/** Runs all cases in a thread of its own: one that hangs is named, and ends with the thread. */
async function fuzz(): Promise<readonly FuzzFailure[]> {
  const failures: FuzzFailure[] = [];
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./testing/fuzz-worker.ts', import.meta.url), {
    workerData: { first: 0, count, seed, progress },
  });
  let last = -1;
  const watch = setInterval(() => {
    const number = Atomics.load(progress, 0);
    if (number !== last) {
      last = number;
      return;
    }
    failures.push({ number, why: 'It hangs.', text: fuzzText(seed, number) });
    void worker.terminate();
  }, stuckAfter);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (failure: FuzzFailure) => failures.push(failure));
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  } finally {
    clearInterval(watch);
  }
  return failures;
}

test(
  `${count} mutated files: an error or a model, never a crash or a hang`,
  async () => {
    const failures = await fuzz();
    expect(failures.slice(0, 5)).toEqual([]);
  },
  60_000 + count * 20,
);
