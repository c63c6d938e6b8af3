import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { type Table, tableText } from '../schema.ts';
import type { CompiledColumn, CompiledTable } from './compiled-table.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { findRuleProblem } from './find-rule-problem.ts';
import { findUniqueColumns } from './find-unique-columns.ts';

export type ColumnRules = Readonly<Record<string, MaskingRule>>;

export interface CompileRequest {
  readonly table: Table;
  /** By column; those of `linkRules`, so that foreign keys follow what they refer to. */
  readonly rules: ColumnRules;
  /** Mask domains of key columns by "public.orders.customer_id", of `linkRules`; a column's own when absent. */
  readonly keyDomains?: ReadonlyMap<string, string> | undefined;
  /** The project's masking secret. */
  readonly secret: Uint8Array;
  /** The columns of the COPY in their order; all that are not generated when absent. */
  readonly columns?: readonly string[] | undefined;
}

/** A table's columns as its COPY has them, with their rules. */
export function copyColumns(request: Omit<CompileRequest, 'secret'>): readonly CompiledColumn[] {
  const { table, rules, keyDomains, columns } = request;
  const unique = findUniqueColumns(table);
  const name = tableText(table);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const order =
    columns ??
    table.columns
      .filter(({ generated }) => generated !== 'stored' && generated !== 'virtual')
      .toSorted((a, b) => a.position - b.position)
      .map((column) => column.name);
  return order.map((columnName, index) => {
    const column = byName.get(columnName);
    if (column === undefined)
      throw new BacklotError('mask-rule-invalid', `${name} has no column ${columnName}.`, {
        hint: 'Scan the database again: backlot mask scan.',
      });
    const rule = rules[columnName];
    const full = `${name}.${columnName}`;
    return {
      name: columnName,
      index,
      type: column.type,
      nullable: column.nullable,
      unique: unique.has(columnName),
      rule: rule?.mask === 'keep' ? undefined : rule,
      keyDomain: keyDomains?.get(full) ?? full,
    };
  });
}

/**
 * Holds a table's rules against its columns and makes them ready to run.
 * @throws BacklotError `mask-unclassified` for columns without a rule, `mask-rule-invalid` for rules that cannot
 * fit; both name the columns.
 */
export function compileMasks(request: CompileRequest): CompiledTable {
  const { rules, secret } = request;
  const table = tableText(request.table);
  const columns = copyColumns(request);
  const open = columns.filter(({ name }) => rules[name] === undefined).map(({ name }) => name);
  if (open.length > 0)
    throw new BacklotError(
      'mask-unclassified',
      `No rule says what to do with ${table}: ${open.join(', ')}.`,
      {
        hint: 'Run backlot mask scan: it proposes a rule for each; "keep" is one too.',
        details: { table, columns: open },
      },
    );
  const problems = columns.flatMap((column) => {
    const problem = findRuleProblem(column, columns);
    return problem === undefined ? [] : [{ column: column.name, problem }];
  });
  const [first] = problems;
  if (first !== undefined)
    throw new BacklotError(
      'mask-rule-invalid',
      `The rule of ${table}.${first.column} cannot work: ${first.problem}.`,
      {
        hint: 'Change the rule; docs/masking.md says what each transformer takes.',
        details: { table, problems },
      },
    );
  return { table, columns, key: deriveKey(secret, 'tables') };
}
