import { createHmac } from 'node:crypto';

/** Bytes of a stored hash: two different keys meet by chance in no database of this world. */
export const hashBytes = 16;

/** Turns the text of a key into something that can be kept on a disk: nobody without the secret gets back. */
export type HashKey = (key: Uint8Array) => Buffer;

/** HMAC-SHA-256, cut to 16 bytes. */
export const createHashKey =
  (secret: Uint8Array): HashKey =>
  (key) =>
    createHmac('sha256', secret).update(key).digest().subarray(0, hashBytes);

/** 0 to 2^48 - 1, evenly spread: the same for the same secret, table and key. */
export type PickOf = (key: Uint8Array) => number;

export const pickRange = 2 ** 48;

/** An order of a table's rows that has nothing to do with what they hold. */
export const createPick =
  (secret: Uint8Array, table: string): PickOf =>
  (key) =>
    createHmac('sha256', secret).update(`subset ${table}\0`).update(key).digest().readUIntBE(0, 6);
