import { type DatabaseSchema, type TableName, tableText } from '../schema.ts';
import type { SnapshotManifest } from './manifest.ts';
import type { PulledTable } from './table-rules.ts';

type Column = { readonly table: TableName; readonly column: string };

/** Columns whose default draws from a sequence that belongs to none of them. */
function drawnFrom(tables: readonly PulledTable[]): ReadonlyMap<string, readonly Column[]> {
  const found = new Map<string, Column[]>();
  for (const { table, columns } of tables)
    for (const { column } of columns)
      for (const [, name = ''] of column.default?.matchAll(/nextval\('([^']+)'::regclass\)/g) ?? [])
        found.set(name, [...(found.get(name) ?? []), { table, column: column.name }]);
  return found;
}

/**
 * Where each sequence of a snapshot stands. One that numbers a masked column says nothing of the source: how far
 * it has come tells how many there are, and which was the last.
 */
export function snapshotSequences(
  schema: DatabaseSchema,
  tables: readonly PulledTable[],
): SnapshotManifest['sequences'] {
  const masked = new Set(
    tables.flatMap(({ name, columns }) =>
      columns.flatMap(({ column, rule }) => (rule.mask === 'keep' ? [] : [`${name} ${column.name}`])),
    ),
  );
  const isMasked = ({ table, column }: Column): boolean => masked.has(`${tableText(table)} ${column}`);
  const drawn = drawnFrom(tables);
  return schema.sequences.map(({ schema: of, name, lastValue, firstValue, ownedBy }) => {
    const users = [...(ownedBy ? [ownedBy] : []), ...(drawn.get(tableText({ schema: of, name })) ?? [])];
    const behind = users.find(isMasked);
    if (!behind) return { schema: of, name, lastValue, firstValue };
    const { table, column } = behind;
    return { schema: of, name, behind: { table: { schema: table.schema, name: table.name }, column } };
  });
}
