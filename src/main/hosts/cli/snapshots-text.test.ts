import { expect, test } from 'vitest';
import { receiptText } from './receipt-text.ts';
import { countText, snapshotLine, snapshotRemovalText, snapshotsText } from './snapshots-text.ts';
import { createPaint } from './styled-text.ts';
import { sampleNow, sampleReceipt, sampleSnapshot } from './testing/sample-data.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [1_204_311, '1 204 311'],
])('%i is %s', (count, text) => {
  expect(countText(count)).toBe(text);
});

test('snapshots as a table', () => {
  expect(snapshotsText([sampleSnapshot], sampleNow)).toBe(
    `
ID     DATASET  SOURCE   STATE     TAKEN    ROWS       STORED  MASKED  VERDICT
s1f00  staging  staging  complete  2 h ago  1 204 311  212 MB  1 of 3  findings
`.trim(),
  );
  expect(snapshotsText([], sampleNow)).toContain('backlot snapshot pull');
});

test('lines about one', () => {
  expect(snapshotLine(sampleSnapshot)).toBe(
    'Snapshot s1f00 of staging: 1 204 311 rows of 2 tables, 212 MB stored, 1 of 3 columns masked, verdict findings.',
  );
  expect(snapshotRemovalText(sampleSnapshot, sampleNow)).toContain('212 MB are freed.');
});

test('a receipt: columns, findings, verdict', () => {
  expect(receiptText(sampleReceipt, createPaint(false))).toBe(
    `
snapshot  s1f00 (complete)
dataset   staging
source    staging, service db, PostgreSQL 15.14
moment    2030-01-31T10:00:00.000Z
size      900 MB masked, 212 MB stored
searched  for 20 000 original values
verdict   findings

TABLE             ROWS       SIZE    SHA-256
public.customers  1 204 311  900 MB  3f2c1ab00000

COLUMN                  RULE             ROWS       NULLS  CHANGED    DISTINCT
public.customers.email  { mask: email }  1 204 311  11     1 204 300  1 200 000 > 1 200 000

COLUMN                  LOOKS LIKE     COUNT  EXPECTED
public.customers.notes  phone numbers  7      no
`.trim(),
  );
  expect(receiptText({ ...sampleReceipt, findings: [] }, createPaint(false))).toContain('Nothing that looks');
});
