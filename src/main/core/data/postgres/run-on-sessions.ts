/** A piece of work for one of several sessions. */
export interface SessionTask<S> {
  /** What others name it by that wait for it. */
  readonly id?: string | undefined;
  /** Ids of tasks that must have ended before; those that are not among the tasks count as ended. */
  readonly after?: readonly string[] | undefined;
  /** What it holds while it runs: nothing else that holds or shares one of them runs beside it. */
  readonly holds: readonly string[];
  /** What it needs to stay as it is: others that share it may run beside it. */
  readonly shares?: readonly string[] | undefined;
  readonly run: (session: S) => Promise<void>;
}

/**
 * Runs tasks on sessions, the first that may run first; no two may wait for each other. The first failure is
 * thrown once none runs any more, and nothing is begun after it.
 */
export async function runOnSessions<S>(
  sessions: readonly S[],
  tasks: readonly SessionTask<S>[],
): Promise<void> {
  const waiting = [...tasks];
  const running = new Set<SessionTask<S>>();
  /** How many have not ended, by id: a large schema has thousands. */
  const open = new Map<string, number>();
  const count = ({ id }: SessionTask<S>, by: number): void => {
    if (id !== undefined) open.set(id, (open.get(id) ?? 0) + by);
  };
  for (const task of tasks) count(task, 1);
  const mayRun = ({ holds, shares = [], after = [] }: SessionTask<S>): boolean =>
    !after.some((id) => (open.get(id) ?? 0) > 0) &&
    [...running].every(
      (other) =>
        !other.holds.some((one) => holds.includes(one) || shares.includes(one)) &&
        !(other.shares ?? []).some((one) => holds.includes(one)),
    );
  let freed = Promise.withResolvers<void>();
  let failed: { readonly error: unknown } | undefined;

  const work = async (session: S): Promise<void> => {
    while (waiting.length > 0 && failed === undefined) {
      const at = waiting.findIndex(mayRun);
      const [task] = at === -1 ? [] : waiting.splice(at, 1);
      if (task === undefined) {
        await freed.promise;
        continue;
      }
      running.add(task);
      try {
        await task.run(session);
      } catch (error) {
        failed ??= { error };
      }
      running.delete(task);
      count(task, -1);
      freed.resolve();
      freed = Promise.withResolvers();
    }
  };
  await Promise.all(sessions.map(work));
  if (failed !== undefined) throw failed.error;
}
