import type { Receipt, ReceiptFinding } from '../../../shared/model/snapshot.ts';
import { bytesText } from './quantity-text.ts';
import { countText } from './snapshots-text.ts';
import type { Paint, Tone } from './styled-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

const tones: Readonly<Record<Receipt['verdict'], Tone>> = {
  clean: 'good',
  findings: 'bad',
  unchecked: 'warn',
};

const words: Readonly<Record<ReceiptFinding['what'], string>> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  card: 'card numbers',
  secret: 'secrets',
  original: 'original values',
};

function findingsText(findings: readonly ReceiptFinding[]): string {
  if (findings.length === 0) return 'Nothing that looks like personal data was found in the masked output.';
  return tableText(
    ['COLUMN', 'LOOKS LIKE', 'COUNT', 'EXPECTED'],
    findings.map(({ table, column, what, count, expected }) => [
      `${table}.${column}`,
      words[what],
      countText(count),
      expected ? 'yes, kept on purpose' : 'no',
    ]),
  );
}

/** A snapshot's receipt: what was done to each column, and what was found in the output. Counts, never a value. */
export function receiptText(receipt: Receipt, paint: Paint): string {
  const { snapshot, tables, columns, findings, sampledOriginals, verdict } = receipt;
  const head = [
    ['snapshot', `${snapshot.id} (${snapshot.state})`],
    ['dataset', snapshot.dataset],
    ['source', `${snapshot.source}, service ${snapshot.service}, ${snapshot.engine}`],
    ['moment', new Date(snapshot.takenAt).toISOString()],
    ['size', `${bytesText(snapshot.bytes)} masked, ${bytesText(snapshot.storedBytes)} stored`],
    ...(receipt.maskedAt === undefined
      ? []
      : [
          [
            'masked',
            receipt.maskedAt === 'source' ? 'beside the source, on its own host' : 'here, in memory',
          ],
        ]),
    ['searched', `for ${countText(sampledOriginals)} original values`],
  ].map(([key = '', value = '']) => `${key.padEnd(10)}${oneLine(value)}`);
  const tableRows = tables.map(({ name, rows, bytes, hash }) => [
    name,
    countText(rows),
    bytesText(bytes),
    hash.slice(0, 12),
  ]);
  const columnRows = columns.map((one) => [
    `${one.table}.${one.column}`,
    one.rule,
    countText(one.rows),
    countText(one.nulls),
    countText(one.changed),
    `${countText(one.distinctBefore)} > ${countText(one.distinctAfter)}`,
  ]);
  return [
    ...head,
    `verdict   ${paint(verdict, tones[verdict])}`,
    '',
    tableText(['TABLE', 'ROWS', 'SIZE', 'SHA-256'], tableRows),
    '',
    tableText(['COLUMN', 'RULE', 'ROWS', 'NULLS', 'CHANGED', 'DISTINCT'], columnRows),
    '',
    findingsText(findings),
  ].join('\n');
}
