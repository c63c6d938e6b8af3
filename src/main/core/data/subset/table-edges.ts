import { tableText } from '../schema.ts';
import type { LogicalTable, LogicalTables } from './logical-tables.ts';
import type { PolymorphicKey, SubsetEdge } from './subset-plan.ts';

/** A foreign key before it is decided whether it is followed. */
export type TableEdge = Omit<SubsetEdge, 'follow' | 'limit' | 'depth' | 'cause'> & {
  /** True when the child's columns are unique in it: a parent has one child at most. */
  readonly oneToOne: boolean;
};

/** "public.orders.customer_id", "public.lines.(order_id, nr)". */
export const columnsText = (table: string, columns: readonly string[]): string =>
  columns.length === 1 ? `${table}.${columns.join('')}` : `${table}.(${columns.join(', ')})`;

const isUnique = ({ keys }: LogicalTable, columns: readonly string[]): boolean =>
  keys.some((key) => key.columns.every((column) => columns.includes(column)));

/** Every foreign key whose two tables are there: real ones, virtual ones, and a polymorphic one per target. */
export function tableEdges(
  { tables, of }: LogicalTables,
  polymorphic: readonly PolymorphicKey[],
): readonly TableEdge[] {
  const declared = tables.flatMap((table) =>
    table.foreignKeys.flatMap((key): TableEdge[] => {
      const parent = of.get(tableText(key.target));
      if (!parent) return [];
      return [
        {
          name: `${columnsText(table.text, key.columns)} > ${parent.text}`,
          key: key.name,
          kind: key.virtual ? 'virtual' : 'real',
          child: table.name,
          columns: key.columns,
          parent: parent.name,
          targetColumns: key.targetColumns,
          oneToOne: isUnique(table, key.columns),
        },
      ];
    }),
  );
  const chosen = polymorphic.flatMap(({ table, columns, typeColumn, targets }) =>
    targets.flatMap(({ value, target, targetColumns }): TableEdge[] => {
      const child = of.get(tableText(table));
      const parent = of.get(tableText(target));
      if (!child || !parent) return [];
      return [
        {
          name: `${columnsText(child.text, columns)} > ${parent.text} where ${typeColumn} is ${value}`,
          key: '',
          kind: 'polymorphic',
          child: child.name,
          columns,
          parent: parent.name,
          targetColumns,
          when: { column: typeColumn, value },
          oneToOne: false,
        },
      ];
    }),
  );
  return [...declared, ...chosen];
}
