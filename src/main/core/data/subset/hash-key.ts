import { createHash } from 'node:crypto';
import { KeyedTag } from '../mask/crypto/keyed-tag.ts';

/** Bytes of a key for `createHashKey`. */
export const keyBytesLong = 16;

/** Turns the text of a key into something that can be kept on a disk: nobody without the secret gets back. */
export type HashKey = (key: Uint8Array) => Buffer;

/**
 * A keyed tag of 16 bytes: two different keys meet by chance in no database of this world. HMAC would take
 * tens of times as long for each of millions of short keys.
 * @param secret 16 bytes
 */
export function createHashKey(secret: Uint8Array): HashKey {
  const tag = new KeyedTag(secret);
  return (key) => {
    const words = tag.of(key, 0, key.length);
    const hash = Buffer.allocUnsafe(16);
    for (let at = 0; at < 4; at++) hash.writeInt32LE(words[at] ?? 0, at * 4);
    return hash;
  };
}

/** 0 to 2^48 - 1, evenly spread: the same for the same secret, table and key. */
export type PickOf = (key: Uint8Array) => number;

export const pickRange = 2 ** 48;

/** An order of a table's rows that has nothing to do with what they hold. `secret` has any length. */
export function createPick(secret: Uint8Array, table: string): PickOf {
  const key = createHash('sha256').update('backlot subset\0').update(secret).update(table).digest();
  const hash = createHashKey(key.subarray(0, keyBytesLong));
  return (bytes) => hash(bytes).readUIntBE(0, 6);
}
