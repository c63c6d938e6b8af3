import type { TopicEvent } from '../../../shared/contract/define.ts';
import { isFinished, type OperationWithSteps } from '../../../shared/model/operation.ts';
import type { Changes } from './changes.ts';

/** An operation is shown at most this often, in milliseconds. */
const intervalMs = 100;

export interface ChangesSource {
  readonly changes: Changes;
  readonly view: (id: string) => OperationWithSteps | undefined;
  /** Ids, oldest first. */
  readonly unfinished: () => readonly string[];
  readonly lastFinished: (limit: number) => readonly string[];
}

export interface FollowOptions {
  readonly signal: AbortSignal;
  readonly after: number | undefined;
}

function toShowFirst(
  { changes, unfinished, lastFinished }: ChangesSource,
  after: number | undefined,
): string[] {
  const known = after !== undefined && after >= changes.born && after <= changes.version();
  return [...unfinished(), ...(known ? changes.since(after) : lastFinished(20))];
}

/**
 * Operations whenever they changed: first all that have not ended and those that ended since the cursor
 * (without one the last 20). A slow reader skips to the newest state; the final one always comes. With
 * an operation named it alone, ending with its end.
 */
export async function* followChanges(
  source: ChangesSource,
  operation: string | undefined,
  { signal, after }: FollowOptions,
): AsyncGenerator<TopicEvent<OperationWithSteps>> {
  const { changes, view } = source;
  const dirty = new Set(operation === undefined ? toShowFirst(source, after) : [operation]);
  const shownAt = new Map<string, number>();
  const forget = changes.listen((id) => {
    if (operation === undefined || id === operation) dirty.add(id);
  });

  /** All changes up to here have been shown; those of operations still in line have not. */
  const cursor = (): number => {
    const waiting = [...dirty].map((id) => changes.versionOf(id) - 1);
    return Math.min(changes.version(), ...waiting);
  };

  try {
    while (!signal.aborted) {
      const time = performance.now();
      const due = (id: string): number => (shownAt.get(id) ?? Number.NEGATIVE_INFINITY) + intervalMs - time;
      const id = [...dirty].find((one) => due(one) <= 0);
      if (id !== undefined) {
        dirty.delete(id);
        const value = view(id);
        if (!value) continue;
        if (isFinished(value.state)) shownAt.delete(id);
        else shownAt.set(id, time);
        yield { cursor: cursor(), value };
        if (id === operation && isFinished(value.state)) return;
        continue;
      }
      if (changes.closed()) {
        // The last words of a core that stops: no one waits any longer for them.
        if (dirty.size === 0) return;
        shownAt.clear();
        continue;
      }
      await changes.bell.wait(signal, dirty.size > 0 ? Math.min(...[...dirty].map(due)) : undefined);
    }
  } finally {
    forget();
  }
}
