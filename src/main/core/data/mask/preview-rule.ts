import { BacklotError } from '../../../../shared/errors.ts';
import type { ColumnClass, MaskingRule } from '../../../../shared/model/masking.ts';
import { type Table, tableText } from '../schema.ts';
import { type ColumnRules, copyColumns } from './compile-masks.ts';
import { createRowMasker } from './create-row-masker.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { findRuleProblem } from './find-rule-problem.ts';
import { madeUpValues } from './lists/made-up-values.ts';
import { planRule } from './plan-rule.ts';
import { isNullField, unescapeField } from './read-field.ts';
import { Writer } from './writer.ts';

export interface PreviewRequest {
  readonly table: Table;
  readonly column: string;
  readonly rule: MaskingRule;
  readonly class?: ColumnClass | undefined;
  /** Rules of the other columns, for those that the rule reads; kept when absent. */
  readonly rules?: ColumnRules | undefined;
}

export interface RulePreview {
  readonly rows: readonly { readonly before: string | null; readonly after: string | null }[];
  /** What the rule leaks: "frequency", "equality", "length", "order", "format", "magnitude", "content". */
  readonly leaks: readonly string[];
}

/** Not a project's secret: a preview shows nothing that a pull would make. */
const previewKey = deriveKey(new Uint8Array(32), 'preview');

/**
 * What a rule makes of made-up values of the column's type and class; never of real ones, and with another key
 * than a pull's. @throws BacklotError `mask-rule-invalid` when the rule cannot fit; `not-found` for the column.
 */
export function previewRule({ table, column, rule, class: kind, rules = {} }: PreviewRequest): RulePreview {
  const generated = table.columns.map((each) => ({ ...each, generated: 'no' as const }));
  const columns = copyColumns({
    table: { ...table, columns: generated },
    rules: { ...rules, [column]: rule },
  });
  const target = columns.find(({ name }) => name === column);
  if (target === undefined)
    throw new BacklotError('not-found', `${tableText(table)} has no column ${column}.`, {
      hint: 'Scan the database again: backlot mask scan.',
    });
  const problem = findRuleProblem(target, columns);
  if (problem !== undefined)
    throw new BacklotError(
      'mask-rule-invalid',
      `The rule of ${tableText(table)}.${column} cannot work: ${problem}.`,
      {
        hint: 'Change the rule; docs/masking.md says what each transformer takes.',
      },
    );
  const values: readonly (string | null)[] = [
    ...madeUpValues(target.type, kind),
    ...(target.nullable ? [null] : []),
  ];
  const usable = columns.map((each) =>
    each.name === column || findRuleProblem(each, columns) === undefined
      ? each
      : { ...each, rule: undefined },
  );
  const masker = createRowMasker({ table: tableText(table), columns: usable, key: previewKey });
  const rows = values.map((before, at) => {
    const fields = columns.map((each) =>
      each.name === column ? before : (madeUpValues(each.type)[at % madeUpValues(each.type).length] ?? null),
    );
    const masked = masker.push(Buffer.from(`${fields.map(writeField).join('\t')}\n`));
    return { before, after: readField(masked.toString().slice(0, -1).split('\t')[target.index] ?? '') };
  });
  return { rows, leaks: rule.mask === 'keep' ? ['everything'] : planRule(rule, target).leaks };
}

function writeField(value: string | null): string {
  if (value === null) return '\\N';
  const out = new Writer(256);
  out.text(value);
  return out.take().toString();
}

function readField(field: string): string | null {
  const bytes = Buffer.from(field);
  if (isNullField(bytes, 0, bytes.length)) return null;
  const plain = Buffer.alloc(bytes.length);
  return plain.subarray(0, unescapeField(bytes, 0, bytes.length, plain)).toString();
}
