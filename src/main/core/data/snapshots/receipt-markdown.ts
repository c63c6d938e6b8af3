import type { Receipt, ReceiptFinding } from '../../../../shared/model/snapshot.ts';

/** A cell of a Markdown table: nothing in it ends the cell or makes markup. */
const cell = (text: string): string =>
  text.replaceAll(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');

const count = (value: number): string => value.toString().replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => ' --- |').join('')}`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  '',
];

const whats: Readonly<Record<ReceiptFinding['what'], string>> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  card: 'card numbers',
  secret: 'secrets',
  original: 'original values',
};

const verdicts: Readonly<Record<Receipt['verdict'], string>> = {
  clean: 'Nothing was found in the masked output that must not be there.',
  findings: 'Something was found in the masked output that should not be there; see the findings.',
  unchecked: 'The masked output was not checked.',
};

const places: Readonly<Record<'source' | 'core', string>> = {
  source: 'beside the source, on its own host',
  core: 'on the machine that pulled, in memory',
};

/** The receipt for people who review it. The same receipt gives the same text. */
export function receiptMarkdown(receipt: Receipt): string {
  const { snapshot, tables, columns, findings } = receipt;
  const unexpected = findings.filter(({ expected }) => !expected);
  const expected = findings.filter((finding) => finding.expected);
  const findingRows = (some: readonly ReceiptFinding[]) =>
    some.map(({ table: of, column, what, count: number }) => [of, column, whats[what], count(number)]);
  const scanned = tables.flatMap((one) => (one.scannedRows === undefined ? [] : [one.scannedRows]));
  const rowsScanned = scanned.reduce((sum, rows) => sum + rows, 0);
  const lines = [
    `# Receipt of snapshot ${snapshot.id}`,
    '',
    `- Dataset: ${cell(snapshot.dataset)}`,
    `- Source: ${cell(snapshot.source)}${snapshot.service === '' ? '' : `, service ${cell(snapshot.service)}`}`,
    `- Moment: ${new Date(snapshot.takenAt).toISOString()}`,
    `- Engine: ${cell(snapshot.engine)}`,
    ...(receipt.maskedAt === undefined ? [] : [`- Masked: ${places[receipt.maskedAt]}`]),
    `- Tables: ${count(snapshot.tables)}, rows: ${count(snapshot.rows)}, bytes: ${count(snapshot.bytes)}`,
    `- Columns: ${count(snapshot.maskedColumns)} masked, ${count(snapshot.keptColumns)} kept`,
    '',
    '## Verdict',
    '',
    verdicts[receipt.verdict],
    '',
    `${count(rowsScanned)} of ${count(snapshot.rows)} masked rows were scanned, and searched for ${count(receipt.sampledOriginals)} original values of masked columns.`,
    '',
    ...(unexpected.length > 0
      ? ['## Findings', '', ...table(['Table', 'Column', 'What', 'Values'], findingRows(unexpected))]
      : []),
    ...(expected.length > 0
      ? [
          '## Kept on purpose',
          '',
          'These columns are kept by an explicit rule, and hold:',
          '',
          ...table(['Table', 'Column', 'What', 'Values'], findingRows(expected)),
        ]
      : []),
    '## Columns',
    '',
    ...table(
      ['Table', 'Column', 'Type', 'Rule', 'Rows', 'Nulls', 'Changed', 'Distinct before', 'Distinct after'],
      columns.map((one) => [
        one.table,
        one.column,
        one.type,
        one.rule,
        count(one.rows),
        // Of kept columns nothing is counted: their bytes pass as they are.
        ...[one.nulls, one.changed].map((value) => (one.rule === 'keep' ? '' : count(value))),
        ...[one.distinctBefore, one.distinctAfter].map((value) =>
          one.rule === 'keep' ? '' : `~${count(value)}`,
        ),
      ]),
    ),
    '## Tables',
    '',
    ...table(
      ['Table', 'Rows', 'Bytes', 'SHA-256 of the masked rows'],
      tables.map(({ name, rows, bytes, hash }) => [name, count(rows), count(bytes), hash]),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
