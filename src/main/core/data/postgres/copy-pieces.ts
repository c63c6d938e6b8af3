import type { DatabaseSchema, Table, TableName } from '../schema.ts';
import { holdsRows } from './introspect.ts';
import { sqlName, sqlTable } from './sql-text.ts';

/** One `COPY … TO STDOUT` of some of a table's rows. */
export interface CopyPiece {
  readonly table: TableName;
  /** Its columns in the order of the copy; generated ones are not in it. */
  readonly columns: readonly string[];
  readonly statement: string;
  /** Which of the table's pieces, from 0; in this order their rows are the table's. */
  readonly index: number;
  readonly of: number;
  /** Estimates. */
  readonly rows: number;
  readonly bytes: number;
}

export interface CopyOptions {
  /** A table is cut into pieces of about so many bytes; 64 MiB by default. */
  readonly pieceBytes?: number | undefined;
  /** An SQL condition for the rows of a table, or `false` to leave all of them out. */
  readonly rowsOf?: ((table: Table) => string | false | undefined) | undefined;
}

/** Ranges of ctid are found without reading the whole table since this version. */
const rangesSince = 140_000;

/** Columns that a copy reads and writes: what the server computes is left to it. */
export const copiedColumns = (table: Pick<Table, 'columns'>): readonly string[] =>
  table.columns
    .filter(({ generated }) => generated !== 'stored' && generated !== 'virtual')
    .map(({ name }) => name);

/**
 * Cuts a database into copies that any number of sessions of one snapshot can read: big tables by ranges of
 * blocks, partitioned ones by leaf. Biggest first, pieces of one table in their order.
 */
export function copyPieces(schema: DatabaseSchema, options: CopyOptions = {}): readonly CopyPiece[] {
  return schema.tables
    .filter(holdsRows)
    .toSorted((a, b) => b.bytes - a.bytes)
    .flatMap((table) => tablePieces(table, schema.serverVersion, options));
}

/** The pieces of one table that holds rows itself. */
export function tablePieces(
  table: Table,
  serverVersion: number,
  { pieceBytes = 64 * 1024 * 1024, rowsOf }: CopyOptions = {},
): readonly CopyPiece[] {
  const condition = rowsOf?.(table);
  if (condition === false) return [];
  const columns = copiedColumns(table);
  const wanted = serverVersion < rangesSince ? 1 : Math.ceil(table.bytes / pieceBytes);
  const of = Math.max(1, Math.min(wanted, table.blocks));
  const blocks = Math.ceil(table.blocks / of);
  return Array.from({ length: of }, (_, index): CopyPiece => {
    const range = [
      ...(index === 0 ? [] : [`ctid >= '(${index * blocks},0)'::tid`]),
      // The last has no end: the table may have grown since its blocks were counted.
      ...(index === of - 1 ? [] : [`ctid < '(${(index + 1) * blocks},0)'::tid`]),
      ...(condition === undefined ? [] : [`(${condition}\n)`]),
    ];
    return {
      table: { schema: table.schema, name: table.name },
      columns,
      statement: copyStatement(table, columns, range),
      index,
      of,
      rows: Math.ceil(table.rows / of),
      bytes: Math.ceil(table.bytes / of),
    };
  });
}

function copyStatement(table: TableName, columns: readonly string[], conditions: readonly string[]): string {
  const names = columns.map(sqlName).join(', ');
  if (conditions.length === 0 && columns.length > 0) return `COPY ${sqlTable(table)} (${names}) TO STDOUT`;
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `COPY (SELECT ${names} FROM ONLY ${sqlTable(table)}${where}) TO STDOUT`;
}
