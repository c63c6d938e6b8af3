/** A key of an hstore with its value. */
export interface HstorePair {
  readonly key: string;
  readonly value: string | null;
}

const pair = /\s*"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|NULL)\s*(,|$)/sy;
const plain = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** The pairs of an hstore's text; undefined when it is none. */
export function parseHstore(text: string): readonly HstorePair[] | undefined {
  const pairs: HstorePair[] = [];
  pair.lastIndex = 0;
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    const match = pair.exec(text);
    if (match === null) return undefined;
    const [, key = '', value] = match;
    pairs.push({ key: plain(key), value: value === undefined ? null : plain(value) });
  }
  return pairs;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Pairs as PostgreSQL writes an hstore. */
export const writeHstore = (pairs: readonly HstorePair[]): string =>
  pairs.map(({ key, value }) => `${quoted(key)}=>${value === null ? 'NULL' : quoted(value)}`).join(', ');
