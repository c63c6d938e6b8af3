import { expect, test } from 'vitest';
import {
  changedShare,
  findingWords,
  receiptName,
  searchedShare,
  snapshotWord,
  splitFindings,
} from './snapshot-words.ts';

test('a snapshot is told by its verdict only once it is complete', () => {
  expect(snapshotWord({ state: 'pulling', verdict: 'unchecked' }).word).toBe('Pulling');
  expect(snapshotWord({ state: 'broken', verdict: 'clean' }).word).toBe('Broken');
  expect(snapshotWord({ state: 'complete', verdict: 'clean' })).toEqual({ tone: 'healthy', word: 'Clean' });
  expect(snapshotWord({ state: 'complete', verdict: 'findings' }).tone).toBe('attention');
});

test('findings are counted, and the expected ones told apart', () => {
  expect(findingWords({ what: 'email', count: 1 })).toBe('1 e-mail address');
  expect(findingWords({ what: 'original', count: 1200 })).toBe('1,200 original values');
  const finding = { table: 't', column: 'c', what: 'card', count: 1 } as const;
  const { unexpected, expected } = splitFindings([
    { ...finding, expected: true },
    { ...finding, expected: false },
  ]);
  expect([unexpected.length, expected.length]).toEqual([1, 1]);
});

test.each([
  [{ rows: 100, nulls: 0, changed: 100 }, '100 %'],
  [{ rows: 100, nulls: 50, changed: 25 }, '50 %'],
  [{ rows: 1000, nulls: 0, changed: 1 }, '< 1 %'],
  [{ rows: 1000, nulls: 0, changed: 999 }, '> 99 %'],
  [{ rows: 100, nulls: 0, changed: 0 }, '0 %'],
  [{ rows: 100, nulls: 100, changed: 0 }, ''],
])('of %j %s was changed', (counts, words) => {
  expect(changedShare(counts)).toBe(words);
});

test('the file of a receipt has a name that every system takes', () => {
  expect(receiptName({ dataset: 'staging: 5 %', id: '7c90b1e4f2a8' })).toBe('receipt-staging-5--7c90b1e.md');
});

test.each([
  [100, 100, 'all rows'],
  [100_000, 250, '< 1 %'],
  [1000, 999, '99 %'],
  [1000, undefined, ''],
  [0, 0, ''],
])('of %d rows %s searched is "%s"', (rows, scanned, words) => {
  expect(searchedShare(rows, scanned)).toBe(words);
});
