import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeySet } from './key-set.ts';

test('it has what was added, and nothing else', () => {
  const all = Array.from({ length: 4000 }, () => randomBytes(16));
  // Many that begin alike: they want the same place.
  const alike = Array.from({ length: 200 }, (_, n) => {
    const hash = Buffer.alloc(16, 255);
    hash.writeInt32LE(n, 12);
    return hash;
  });
  const [added, left] = [[...all.slice(0, 2000), ...alike], all.slice(2000)];
  const set = createKeySet(added.length);
  for (const hash of [...added, ...added]) set.add(hash);
  expect(added.every(set.has)).toBe(true);
  expect(left.some(set.has)).toBe(false);
});

test('zeros are a hash too, and an empty set is empty', () => {
  const set = createKeySet(0);
  const zeros = Buffer.alloc(16);
  expect([set.has(zeros), set.has(Buffer.alloc(16, 1))]).toEqual([false, false]);
  set.add(zeros);
  expect([set.has(zeros), set.has(Buffer.alloc(16, 1))]).toEqual([true, false]);
});
