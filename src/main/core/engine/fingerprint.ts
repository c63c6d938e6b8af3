import { createHash } from 'node:crypto';

/** JSON whose text does not depend on the order of keys; what is undefined is left out. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256 of a value, in hex, whatever the order of its keys. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(stableJson(value)).digest('hex');
