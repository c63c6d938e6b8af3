import type { DatabaseSchema, ForeignKey } from '../schema.ts';
import { quoteIdentifier, tableText } from '../schema.ts';
import { nameParts } from './column-path.ts';
import type { MaskingFile } from './masking-file.ts';

/** A foreign key, real or declared in the masking file, with the table it starts from. */
export interface KeyEdge {
  /** "public.orders". */
  readonly from: string;
  readonly key: ForeignKey;
  /** Of a polymorphic one: the rows it holds for. */
  readonly when?: Readonly<Record<string, unknown>> | undefined;
}

/** Every foreign key of the database and of the masking file; one whose table or column is gone is left out. */
export function keyEdges(schema: DatabaseSchema, { virtualKeys }: MaskingFile): readonly KeyEdge[] {
  const byName = new Map(schema.tables.map((table) => [tableText(table), table]));
  const has = (table: string, columns: readonly string[]): boolean => {
    const names = new Set(byName.get(table)?.columns.map(({ name }) => name));
    return columns.every((column) => names.has(column));
  };
  const real = schema.tables.flatMap((table) =>
    table.foreignKeys.map((key) => ({ from: tableText(table), key })),
  );
  const virtual = virtualKeys.flatMap(({ from, to, when }, index): readonly KeyEdge[] => {
    const [source, target] = [from[0]?.table ?? '', to[0]?.table ?? ''];
    const [columns, targetColumns] = [from.map(({ column }) => column), to.map(({ column }) => column)];
    const [schemaName, name] = nameParts(target) ?? [];
    if (schemaName === undefined || name === undefined) return [];
    if (!has(source, columns) || !has(target, targetColumns)) return [];
    const key: ForeignKey = {
      name: `virtual key ${index + 1}`,
      columns,
      target: { schema: schemaName, name },
      targetColumns,
      deferrable: false,
      onDelete: 'no-action',
      virtual: true,
    };
    return [{ from: source, key, when }];
  });
  return [...real, ...virtual];
}

/** The name of a column with its table: "public.orders.customer_id". */
export const columnText = (table: string, column: string): string => `${table}.${quoteIdentifier(column)}`;

/** Virtual keys that name a table or column that is not there, in words. */
export function brokenVirtualKeys(schema: DatabaseSchema, { virtualKeys }: MaskingFile): readonly string[] {
  const known = new Set(
    schema.tables.flatMap((table) => table.columns.map(({ name }) => columnText(tableText(table), name))),
  );
  return virtualKeys
    .flatMap(({ from, to }) => [...from, ...to])
    .map(({ table, column }) => columnText(table, column))
    .filter((name) => !known.has(name));
}
