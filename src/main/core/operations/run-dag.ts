import type { WaitsFor } from './plan-order.ts';

export interface DagRun {
  readonly waitsFor: WaitsFor;
  /** Ids that count as done already. */
  readonly settled: ReadonlySet<string>;
  /** How many run side by side. */
  readonly limit: number;
  /** Once aborted, nothing more is started. */
  readonly signal: AbortSignal;
  readonly run: (id: string) => Promise<void>;
}

/**
 * Runs each id of a DAG once all it waits for have been run; returns when nothing runs any more.
 * Once one throws nothing more is started, and what it threw is thrown after the others have ended.
 */
export async function runDag({ waitsFor, settled, limit, signal, run }: DagRun): Promise<void> {
  const missing = new Map<string, number>();
  const followers = new Map<string, string[]>();
  const ready: string[] = [];
  for (const [id, before] of waitsFor) {
    if (settled.has(id)) continue;
    const open = before.filter((one) => !settled.has(one));
    if (open.length === 0) ready.push(id);
    missing.set(id, open.length);
    for (const one of open) followers.set(one, [...(followers.get(one) ?? []), id]);
  }

  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];

  const start = (id: string): void => {
    const task = run(id).then(
      () => {
        for (const follower of followers.get(id) ?? []) {
          const left = (missing.get(follower) ?? 0) - 1;
          missing.set(follower, left);
          if (left === 0) ready.push(follower);
        }
      },
      (error: unknown) => {
        failures.push(error);
      },
    );
    const watched = task.finally(() => running.delete(watched));
    running.add(watched);
  };

  for (;;) {
    while (running.size < limit && !signal.aborted && failures.length === 0) {
      const id = ready.shift();
      if (id === undefined) break;
      start(id);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
}
