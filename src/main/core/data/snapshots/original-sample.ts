import { randomBytes } from 'node:crypto';
import { isOurFiction } from '../mask/is-our-fiction.ts';
import { createKeyedHash } from './keyed-hash.ts';

/** Original values of masked columns, as keyed hashes that live in memory only; a value itself is never kept. */
export interface OriginalSample {
  /** A value as text; too short a one tells nothing and is left out, and so is one that a mask could have made up. */
  readonly add: (value: string) => void;
  /** True when the text, given as bytes (`latin1`), is one of them or has one of them as a part, or as up to three words. */
  readonly isIn: (bytes: string) => boolean;
  /** True when an address of that domain, in lower case, was among them. */
  readonly hasDomain: (domain: string) => boolean;
  readonly size: () => number;
  /** All of it, for another thread. */
  readonly found: () => OriginalsFound;
}

/** A sample as plain data: hashes under its key, never a value. */
export interface OriginalsFound {
  /** 8 bytes. */
  readonly key: Uint8Array;
  readonly hashes: readonly number[];
  /** Of first words. */
  readonly heads: readonly number[];
  readonly lengths: readonly number[];
  readonly headLengths: readonly number[];
  readonly domains: readonly number[];
}

const nothing = (): OriginalsFound => ({
  ...{ key: randomBytes(8), hashes: [], heads: [], lengths: [], headLengths: [], domains: [] },
});

/** Shorter ones are met by chance. */
const shortest = 6;
const limit = 500_000;

const normal = (bytes: string): string => bytes.trim().toLowerCase();

/** What values stand between in longer text: JSON, lists, sentences, SQL. */
const parts = /["'{}[\](),;:<>|\t\r\n]+/;
const words = /[^a-z0-9\x80-\xff@._+-]+/;

const addresses = /[\w.%+-]+@([\w-]+(?:\.[\w-]+)+)/g;

/** An empty sample under a key of its own, or what another thread has found. */
export function createOriginalSample(given: OriginalsFound = nothing()): OriginalSample {
  const hash = createKeyedHash(Buffer.from(given.key));
  const hashes = new Set(given.hashes);
  /** Of the first word of each: only behind such a word is it worth to put several together. */
  const heads = new Set(given.heads);
  /** Lengths that there are, as most of what is met has another one and need not be hashed. */
  const lengths = new Set(given.lengths);
  const headLengths = new Set(given.headLengths);
  const domains = new Set(given.domains);
  const known = (text: string): boolean => lengths.has(text.length) && hashes.has(hash(text));

  const hasWords = (text: string): boolean => {
    const tokens = text.split(words);
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (!token) continue;
      if (known(token)) return true;
      if (!headLengths.has(token.length) || !heads.has(hash(token))) continue;
      const pair = `${token} ${tokens[at + 1] ?? ''}`;
      if (known(pair) || known(`${pair} ${tokens[at + 2] ?? ''}`)) return true;
    }
    return false;
  };

  const addOne = (text: string): void => {
    if (text.length < shortest || hashes.size >= limit) return;
    hashes.add(hash(text));
    lengths.add(text.length);
    const [first, second] = text.split(words, 2);
    if (!first || !second) return;
    heads.add(hash(first));
    headLengths.add(first.length);
  };

  return {
    add(value) {
      const text = normal(Buffer.from(value).toString('latin1'));
      if (!isOurFiction(value)) addOne(text);
      if (!text.includes('@')) return;
      for (const [address, domain = ''] of text.matchAll(addresses)) {
        if (address !== text && !isOurFiction(address)) addOne(address);
        domains.add(hash(domain));
      }
    },
    hasDomain: (domain) => domains.has(hash(domain)),
    isIn(bytes) {
      if (hashes.size === 0) return false;
      const text = normal(bytes);
      if (known(text)) return true;
      if (text.includes('"') || text.includes(',')) {
        if (text.split(parts).some((piece) => known(piece.trim()))) return true;
      }
      return hasWords(text);
    },
    size: () => hashes.size,
    found: () => ({
      key: given.key,
      hashes: [...hashes],
      heads: [...heads],
      lengths: [...lengths],
      headLengths: [...headLengths],
      domains: [...domains],
    }),
  };
}
