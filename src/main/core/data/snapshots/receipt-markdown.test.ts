import { expect, test } from 'vitest';
import { receiptMarkdown } from './receipt-markdown.ts';
import { sampleSnapshot } from './testing/sample-manifest.ts';

test('the receipt as text, the same for the same receipt', () => {
  const receipt = {
    snapshot: { ...sampleSnapshot('00000000000000aa'), rows: 1_234_567, bytes: 98_765_432, tables: 2 },
    tables: [
      {
        name: 'public.customers',
        rows: 1_234_000,
        bytes: 98_000_000,
        hash: 'ab'.repeat(32),
        scannedRows: 20_000,
      },
      { name: 'public.tags', rows: 567, bytes: 765_432, hash: 'cd'.repeat(32), scannedRows: 567 },
    ],
    columns: [
      {
        ...{ table: 'public.customers', column: 'email', type: 'text', rule: '{ mask: email }' },
        ...{
          rows: 1_234_000,
          nulls: 12,
          changed: 1_233_988,
          distinctBefore: 1_230_111,
          distinctAfter: 1_230_104,
        },
      },
      {
        ...{ table: 'public.tags', column: 'a|b', type: 'text', rule: 'keep' },
        ...{ rows: 567, nulls: 0, changed: 0, distinctBefore: 0, distinctAfter: 0 },
      },
    ],
    findings: [
      { table: 'public.tags', column: 'a|b', what: 'email', count: 3, expected: true },
      { table: 'public.customers', column: 'notes', what: 'original', count: 1, expected: false },
    ],
    sampledOriginals: 4_321,
    verdict: 'findings',
  } as const;
  expect(receiptMarkdown(receipt)).toMatchSnapshot();
  expect(receiptMarkdown(structuredClone(receipt))).toBe(receiptMarkdown(receipt));
});
