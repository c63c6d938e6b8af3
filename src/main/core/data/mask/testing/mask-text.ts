import type { MaskingRule, TransformerName } from '../../../../../shared/model/masking.ts';
import type { Table } from '../../schema.ts';
import { compileMasks } from '../compile-masks.ts';
import { createRowMasker } from '../create-row-masker.ts';
import { makeTable, type types } from './make-table.ts';

export const testSecret: Uint8Array = new Uint8Array(32).fill(7);

/** A rule as compileMasks takes it. */
export const rule = (
  mask: TransformerName,
  options: Readonly<Record<string, unknown>> = {},
): MaskingRule => ({
  mask,
  options,
});

/** Rules for all columns of a table, `keep` for those that are not given. */
export const rulesFor = (
  table: Table,
  rules: Readonly<Record<string, MaskingRule>>,
): Readonly<Record<string, MaskingRule>> => ({
  ...Object.fromEntries(table.columns.map(({ name }) => [name, rule('keep')])),
  ...rules,
});

/** What a table's rules make of COPY text. */
export function maskText(
  table: Table,
  rules: Readonly<Record<string, MaskingRule>>,
  text: string,
  secret: Uint8Array = testSecret,
): string {
  const masker = createRowMasker(compileMasks({ table, rules: rulesFor(table, rules), secret }));
  return Buffer.concat([masker.push(Buffer.from(text)), masker.end()]).toString();
}

/** What one rule makes of values of a column of their own, each as COPY's text format has it. */
export function maskValues(
  values: readonly string[],
  given: MaskingRule,
  type: keyof typeof types = 'text',
  secret: Uint8Array = testSecret,
): readonly string[] {
  const table = makeTable({ id: 'int', value: type });
  const rows = values.map((value, index) => `${index}\t${value}\n`).join('');
  const masked = maskText(table, { value: given }, rows, secret);
  return masked
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(line.indexOf('\t') + 1));
}
