import {
  type Column,
  type DatabaseSchema,
  type ForeignKey,
  type Table,
  type TableName,
  tableText,
} from '../schema.ts';

/** A table as its foreign keys see it: a partitioned one with all its partitions. */
export interface LogicalTable {
  readonly name: TableName;
  readonly text: string;
  readonly columns: readonly Column[];
  readonly keys: Table['keys'];
  readonly foreignKeys: readonly ForeignKey[];
  /** Estimate: what the planner knows, else from its blocks. */
  readonly rows: number;
}

export interface LogicalTables {
  readonly tables: readonly LogicalTable[];
  /** The logical table of any table or partition, by `tableText`. */
  readonly of: ReadonlyMap<string, LogicalTable>;
}

/** Rows that fit a block of 8 KiB, for a table that was never analysed: a guess in the middle. */
const rowsPerBlock = 60;

const estimate = ({ rows, blocks }: Table): number => (rows > 0 ? rows : Math.max(0, blocks) * rowsPerBlock);

/** Partitions are counted with their topmost table; their foreign keys are those of it. */
export function logicalTables({ tables }: Pick<DatabaseSchema, 'tables'>): LogicalTables {
  const byText = new Map(tables.map((table) => [tableText(table), table]));
  const topOf = (table: Table): Table => {
    const parent = table.parent && byText.get(tableText(table.parent));
    return parent ? topOf(parent) : table;
  };
  const members = new Map<string, Table[]>();
  for (const table of tables) {
    const top = tableText(topOf(table));
    members.set(top, [...(members.get(top) ?? []), table]);
  }
  const made = [...members].flatMap(([text, all]): LogicalTable[] => {
    const top = byText.get(text);
    if (!top) return [];
    const keys = new Map<string, ForeignKey>();
    for (const key of [top, ...all].flatMap(({ foreignKeys }) => foreignKeys)) {
      const target = byText.get(tableText(key.target));
      const whole = { ...key, target: target ? topOf(target) : key.target };
      const id = JSON.stringify([key.columns, tableText(whole.target), key.targetColumns]);
      if (!keys.has(id)) keys.set(id, whole);
    }
    return [
      {
        name: { schema: top.schema, name: top.name },
        text,
        columns: top.columns,
        keys: top.keys,
        foreignKeys: [...keys.values()],
        // A partitioned table has no rows of its own; the planner may know their sum.
        rows: Math.max(
          top.kind === 'partitioned' ? 0 : estimate(top),
          all.filter(({ kind }) => kind !== 'partitioned').reduce((sum, one) => sum + estimate(one), 0),
        ),
      },
    ];
  });
  const byTop = new Map(made.map((one) => [one.text, one]));
  const of = new Map<string, LogicalTable>();
  for (const table of tables) {
    const logical = byTop.get(tableText(topOf(table)));
    if (logical) of.set(tableText(table), logical);
  }
  return { tables: made, of };
}
