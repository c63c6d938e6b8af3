import { hashOf, newSecret, sameHash } from './secret.ts';

/**
 * One browser that was let in. Cookies of a loopback address go to every port of it, and so to every
 * container that publishes one; the key is kept per origin, so only our own page can present both.
 */
export interface Session {
  readonly hasKey: (key: string) => boolean;
  /** Puts off the expiry: the session is in use. */
  readonly touch: () => void;
}

export interface Sessions {
  readonly start: () => { readonly cookie: string; readonly key: string };
  /** The live session of one of these cookie values, touched; `undefined` when there is none. */
  readonly find: (cookies: readonly string[]) => Session | undefined;
}

interface Entry extends Session {
  readonly hash: Buffer;
  readonly until: () => number;
}

const mostSessions = 256;

/** Keeps sessions in memory, so that they end with the host; past 256 the oldest is forgotten. */
export function createSessions(options: { readonly idleMs: number; readonly now: () => number }): Sessions {
  const { idleMs, now } = options;
  let entries: readonly Entry[] = [];

  const entryOf = (cookie: string, key: string): Entry => {
    const keyHash = hashOf(key);
    let until = now() + idleMs;
    return {
      hash: hashOf(cookie),
      hasKey: (offered) => sameHash(keyHash, hashOf(offered)),
      touch() {
        until = now() + idleMs;
      },
      until: () => until,
    };
  };

  return {
    start() {
      const cookie = newSecret();
      const key = newSecret();
      const alive = entries.filter((entry) => entry.until() > now());
      entries = [...alive, entryOf(cookie, key)].slice(-mostSessions);
      return { cookie, key };
    },
    find(cookies) {
      for (const cookie of cookies) {
        const hash = hashOf(cookie);
        const [found] = entries.filter((entry) => sameHash(entry.hash, hash) && entry.until() > now());
        if (!found) continue;
        found.touch();
        return found;
      }
      return undefined;
    },
  };
}
