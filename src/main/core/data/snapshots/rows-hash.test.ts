import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { chunkHash, createRowsHash, rowsHash } from './rows-hash.ts';

const chunks = ['1\tAda\n2\tBob\n', '3\tCid\n'].map((text) => Buffer.from(text));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

test('the hash of rows is that of the hashes of their chunks, in order', () => {
  const expected = sha256(Buffer.concat(chunks.map(sha256))).toString('hex');
  expect(rowsHash(chunks.map(chunkHash))).toBe(expected);
  const read = createRowsHash(2);
  for (const chunk of chunks) read.update(chunk);
  expect(read.digest()).toBe(expected);
  expect(rowsHash(chunks.map(chunkHash).reverse())).not.toBe(expected);
});

test('the first version hashed the rows themselves', () => {
  const read = createRowsHash(1);
  for (const chunk of chunks) read.update(chunk);
  expect(read.digest()).toBe(sha256(Buffer.concat(chunks)).toString('hex'));
});

test('a table without rows has the hash of nothing', () => {
  expect(rowsHash([])).toBe(createRowsHash(1).digest());
});
