import { parentPort, workerData } from 'node:worker_threads';
import { fuzzCase } from './fuzz-case.ts';

interface Work {
  readonly first: number;
  readonly count: number;
  readonly seed: number;
  /** Holds the number of the case under way, so that the other side sees a hang. */
  readonly progress: Int32Array;
}

const { first, count, seed, progress }: Work = workerData;

for (let number = first; number < first + count; number += 1) {
  Atomics.store(progress, 0, number);
  const failure = await fuzzCase(seed, number);
  if (failure !== undefined) parentPort?.postMessage(failure);
}
