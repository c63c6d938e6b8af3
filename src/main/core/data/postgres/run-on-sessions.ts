/** A piece of work for one of several sessions. */
export interface SessionTask<S> {
  /** What it holds while it runs: tasks that share one do not run beside each other. */
  readonly holds: readonly string[];
  readonly run: (session: S) => Promise<void>;
}

/**
 * Runs tasks on sessions, the first that may run first; the first failure is thrown once none runs any more,
 * and nothing is begun after it.
 */
export async function runOnSessions<S>(
  sessions: readonly S[],
  tasks: readonly SessionTask<S>[],
): Promise<void> {
  const waiting = [...tasks];
  const held = new Set<string>();
  let freed = Promise.withResolvers<void>();
  let failed: { readonly error: unknown } | undefined;

  const work = async (session: S): Promise<void> => {
    while (waiting.length > 0 && failed === undefined) {
      const at = waiting.findIndex(({ holds }) => holds.every((one) => !held.has(one)));
      const [task] = at === -1 ? [] : waiting.splice(at, 1);
      if (task === undefined) {
        await freed.promise;
        continue;
      }
      for (const one of task.holds) held.add(one);
      try {
        await task.run(session);
      } catch (error) {
        failed ??= { error };
      }
      for (const one of task.holds) held.delete(one);
      freed.resolve();
      freed = Promise.withResolvers();
    }
  };
  await Promise.all(sessions.map(work));
  if (failed !== undefined) throw failed.error;
}
