import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskedColumn, MaskingReport } from '../../../../shared/model/masking.ts';
import { type Column, type DatabaseSchema, type Table, tableText } from '../schema.ts';

/** A column that is pulled, with its rule. */
export interface PulledColumn {
  readonly column: Column;
  readonly rule: NonNullable<MaskedColumn['rule']>;
  /** The rule as the masking file writes it. */
  readonly text: string;
}

/** A table whose rows are pulled. */
export interface PulledTable {
  readonly table: Table;
  /** As the receipt names it. */
  readonly name: string;
  /** In the order of its COPY. */
  readonly columns: readonly PulledColumn[];
}

/** What the server computes is left to it. */
const isCopied = ({ generated }: Column): boolean => generated !== 'stored' && generated !== 'virtual';

/**
 * The tables that hold rows, each column with its rule; a partition without rules of its own has those of the
 * table it belongs to. @throws BacklotError `mask-unclassified` for a column without a rule
 */
export function pulledTables(schema: DatabaseSchema, report: MaskingReport): readonly PulledTable[] {
  const ruled = new Map(
    report.tables.map(({ name, columns }) => [name, new Map(columns.map((one) => [one.name, one]))]),
  );
  const tables = new Map(schema.tables.map((table) => [tableText(table), table]));

  const find = (table: Table, column: string): MaskedColumn | undefined => {
    const own = ruled.get(tableText(table))?.get(column);
    if (own?.rule) return own;
    const parent = table.parent && tables.get(tableText(table.parent));
    return parent && find(parent, column);
  };

  return schema.tables
    .filter(({ kind }) => kind !== 'partitioned')
    .map((table) => ({
      table,
      name: tableText(table),
      columns: table.columns.filter(isCopied).map((column) => {
        const { name } = column;
        const found = find(table, name);
        if (found?.rule) return { column, rule: found.rule, text: found.text };
        throw new BacklotError(
          'mask-unclassified',
          `${tableText(table)}.${name} has no rule in ${report.file}.`,
          {
            hint: 'Run "backlot mask scan" to write a proposed rule, look it over, then pull again.',
            details: { file: report.file, columns: [{ table: tableText(table), column: name }] },
          },
        );
      }),
    }));
}

/** What must be the same at the moment of the pull as it was when its rules were checked. */
export const shapeOf = (tables: readonly PulledTable[]): string =>
  JSON.stringify(
    tables
      .map(({ name, columns }) => [
        name,
        columns.map(({ column, text }) => [column.name, column.type.name, text]),
      ])
      .sort(),
  );

/** Types of which a server writes a value as it was given; of `char(n)` it does not. */
const hasOneForm = ({ rule, column }: PulledColumn): boolean =>
  rule.mask === 'keep' ||
  rule.mask === 'null' ||
  column.type.category === 'integer' ||
  column.type.category === 'boolean' ||
  column.type.category === 'enum' ||
  (column.type.category === 'text' && !/^(?:character\(|bpchar|"char")/.test(column.type.name));

/** True when a server writes the masked rows of this table just as they are stored. */
export const isExact = ({ columns }: PulledTable): boolean => columns.every(hasOneForm);
