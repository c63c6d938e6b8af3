import type { Store } from '../../store/open-store.ts';

/** What a dead process would never get to see. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * For tests: ends a runner at one of the points where a process can die. From then on nothing of it is
 * written and no effect happens, as if it had been killed.
 */
export interface KillSwitch {
  /** A point at which the process may die; throws once it is dead. */
  readonly point: () => void;
  readonly dead: () => boolean;
  /** Resolves at the death. */
  readonly died: Promise<void>;
  /** How many points were passed. */
  readonly passed: () => number;
  /** The store as the runner sees it: each transaction has a point before and one after it. */
  readonly guard: (store: Store) => Store;
}

/** `killAt` counts points from 1; absent: never dies. */
export function createKillSwitch(killAt: number = Number.POSITIVE_INFINITY): KillSwitch {
  let passed = 0;
  let dead = false;
  const { promise: died, resolve } = Promise.withResolvers<void>();

  const point = (): void => {
    if (dead) throw new Killed();
    passed += 1;
    if (passed < killAt) return;
    dead = true;
    resolve();
    throw new Killed();
  };

  const guarded =
    (write: Store['durably']): Store['durably'] =>
    (work) => {
      point();
      const result = write(work);
      point();
      return result;
    };

  return {
    point,
    dead: () => dead,
    died,
    passed: () => passed,
    guard: (store) => ({
      ...store,
      // Surviving a power cut is not what is tested, and costs a sync of the disk each time.
      durably: guarded(store.transaction),
      // Batches of lines come with the clock: counting them would make the points differ between runs.
      transaction(work) {
        if (dead) throw new Killed();
        return store.transaction(work);
      },
    }),
  };
}
