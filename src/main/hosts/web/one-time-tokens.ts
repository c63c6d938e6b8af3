import { hashOf, newSecret, sameHash } from './secret.ts';

/** Tokens that open one session each. */
export interface OneTimeTokens {
  readonly mint: () => string;
  /** True once per minted token, within its time. */
  readonly spend: (token: string) => boolean;
}

interface Entry {
  readonly hash: Buffer;
  readonly until: number;
}

const mostUnused = 32;

/** Keeps the unused tokens in memory; past 32 of them the oldest is forgotten. */
export function createOneTimeTokens(options: {
  readonly idleMs: number;
  readonly now: () => number;
}): OneTimeTokens {
  let entries: readonly Entry[] = [];
  const alive = (): readonly Entry[] => entries.filter(({ until }) => until > options.now());

  return {
    mint() {
      const token = newSecret();
      const entry = { hash: hashOf(token), until: options.now() + options.idleMs };
      entries = [...alive(), entry].slice(-mostUnused);
      return token;
    },
    spend(token) {
      const hash = hashOf(token);
      const before = alive();
      entries = before.filter((entry) => !sameHash(entry.hash, hash));
      return entries.length < before.length;
    },
  };
}
