import { expect, test } from 'vitest';
import { mergeFindings } from './merge-findings.ts';

test('findings of one kind in one column are counted together, others stay apart', () => {
  const one = { table: 'public.t', column: 'a', what: 'email', count: 2, expected: false } as const;
  expect(mergeFindings([[one, { ...one, what: 'phone' }], [], [{ ...one, count: 3 }]])).toEqual([
    { ...one, count: 5 },
    { ...one, what: 'phone' },
  ]);
});
