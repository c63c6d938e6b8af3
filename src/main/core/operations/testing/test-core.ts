import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../store/open-store.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { createOperations } from '../create-operations.ts';
import type { Operations, OperationsOptions } from '../operations.ts';

export interface TestCore {
  readonly home: string;
  readonly store: Store;
  readonly operations: Operations;
  /** Stops it and closes its store; done at the end of the test in any case. */
  readonly stop: () => Promise<void>;
}

/** For tests: operations on a store of their own, or on one that an earlier core has left. */
export function testCore(options: Omit<OperationsOptions, 'store'>, home: string = tempHome()): TestCore {
  const store = openStore({ home });
  const operations = createOperations({ stopMs: 500, ...options, store });
  let closed = false;
  const stop = async (): Promise<void> => {
    await operations.stop();
    if (!closed) store.close();
    closed = true;
  };
  onTestFinished(stop);
  return { home, store, operations, stop };
}
