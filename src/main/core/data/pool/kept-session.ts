import type { KeeperSession, ScriptResult } from './keeper-session.ts';
import { poolError } from './pool-error.ts';

export interface KeptSession {
  readonly run: (script: string, args: readonly string[], signal: AbortSignal) => Promise<ScriptResult>;
  readonly close: () => void;
}

/** A session that is opened when it is first needed, and again once when it has ended in the meantime. */
export function keptSession(open: (signal: AbortSignal) => Promise<KeeperSession>): KeptSession {
  let current: Promise<KeeperSession> | undefined;
  const opened = (signal: AbortSignal): Promise<KeeperSession> => {
    if (current !== undefined) return current;
    const made = open(signal);
    current = made;
    made.catch(() => {
      if (current === made) current = undefined;
    });
    return made;
  };
  const drop = (session: KeeperSession): void => {
    session.close();
    current = undefined;
  };
  return {
    async run(script, args, signal) {
      const session = await opened(signal);
      try {
        return await session.run(script, args);
      } catch {
        // The keeper was restarted. A script that may have begun can be done again: all of them can.
        drop(session);
        return await (await opened(signal)).run(script, args);
      }
    },
    close() {
      current?.then(drop, () => {});
    },
  };
}

/**
 * Runs a script in a kept session; answers what it wrote. It is short, and so waited for in any case: nothing
 * of it goes on behind the back of what takes it back.
 * @throws BacklotError `disk-full` or `pool-failed` for the script; `docker-failed` 404 or 409 without a keeper.
 */
export async function askKeeper(
  session: KeptSession,
  host: string,
  script: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { exitCode, output } = await session.run(script, args, signal);
  if (exitCode !== 0) throw poolError(host, output.split('\n'));
  return output;
}
