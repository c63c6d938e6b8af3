import { isCancelled } from '../../../shared/errors.ts';

/**
 * Lets calls with the same key share one piece of work while it runs and for as long as `keep` says; failures
 * are not kept. The work of one who gives up is begun again by the next who still waits for it.
 */
export function shareCalls<T>(
  keep: (at: number) => boolean,
): (key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T> {
  const calls = new Map<string, { readonly at: number; readonly made: Promise<T> }>();
  return async (key, work, signal) => {
    for (;;) {
      const known = calls.get(key);
      const own = known === undefined || !keep(known.at);
      const call = own ? { at: Date.now(), made: work(signal) } : known;
      if (own) {
        for (const [old, { at }] of calls) if (!keep(at)) calls.delete(old);
        calls.set(key, call);
      }
      try {
        return await call.made;
      } catch (error) {
        if (calls.get(key) === call) calls.delete(key);
        if (own || signal.aborted || !isCancelled(error)) throw error;
      }
    }
  };
}
