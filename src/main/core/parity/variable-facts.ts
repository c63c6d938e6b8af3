import { looksSecret } from '../project/secret-names.ts';
import type { Fact } from './fact.ts';

/** Hashes a secret with a key that nobody else has: it says whether two are equal, and nothing else. */
export type SecretHash = (text: string) => string;

const password = /^([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):([^\s/@]+)@/i;

/** Those that say where and when: told as such, not as variables. */
export const localeNames: ReadonlySet<string> = new Set(['TZ', 'LANG', 'LANGUAGE']);
export const isLocaleName = (name: string): boolean => localeNames.has(name) || name.startsWith('LC_');

/** "NAME=value" in two. */
export function splitEntry(entry: string): readonly [name: string, value: string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}

/**
 * The variables of a service. A secret, by backlot.yaml or by its name, and the password in an address are
 * told by a short keyed hash alone.
 */
export function variableFacts(
  service: string,
  entries: readonly string[],
  secrets: ReadonlySet<string>,
  hash: SecretHash,
): readonly Fact[] {
  return entries.map((entry): Fact => {
    const [key, value] = splitEntry(entry);
    if (isLocaleName(key)) return { service, aspect: 'locale', key, value };
    const fact = { service, aspect: 'variable', key } as const;
    if (value === '') return { ...fact, value, shown: '(empty)' };
    if (secrets.has(key) || looksSecret(key)) {
      const hashed = hash(value);
      return { ...fact, value: hashed, shown: `secret ${hashed.slice(0, 8)}`, secret: true };
    }
    const address = password.exec(value);
    if (address === null) return { ...fact, value };
    const [whole, before = '', secret = ''] = address;
    const hashed = hash(secret).slice(0, 8);
    const told = `${before}:(secret ${hashed})@${value.slice(whole.length)}`;
    return { ...fact, value: told };
  });
}
