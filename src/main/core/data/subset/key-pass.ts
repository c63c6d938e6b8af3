import { sqlLiteral, sqlName, sqlTable } from '../postgres/sql-text.ts';
import { type Column, type DatabaseSchema, type TableName, tableText } from '../schema.ts';
import { type KeyForm, keyExpression, keyForm } from './key-expression.ts';
import { type LogicalTable, logicalTables } from './logical-tables.ts';
import type { SubsetEdge, SubsetPlan, SubsetTable } from './subset-plan.ts';

/** One value that is read of each row. */
export interface KeyField {
  readonly column: string;
  readonly form: KeyForm;
  /** Null unless this column has this value. */
  readonly when?: { readonly column: string; readonly value: string } | undefined;
}

/** A key to be hashed: its fields by their place in `fields`. */
export type KeyFields = readonly number[];

/** What is read of one table, in one pass over it: a flag for roots, then the fields of its keys. */
export interface KeyPass {
  readonly table: TableName;
  readonly planned: SubsetTable;
  readonly fields: readonly KeyField[];
  /** The first tells rows apart; the others are ends of foreign keys. Each is there once. */
  readonly keys: readonly KeyFields[];
  /** True when an incoming edge has a limit, so that its children need an order. */
  readonly ordered: boolean;
  readonly sql: string;
}

/** An edge by the passes and keys of its two ends. */
export interface EdgePlace {
  readonly edge: SubsetEdge;
  readonly child: number;
  readonly childKey: number;
  readonly parent: number;
  readonly parentKey: number;
}

export interface KeyPasses {
  readonly passes: readonly KeyPass[];
  readonly places: readonly EdgePlace[];
}

function fieldSql({ column, form, when }: KeyField): string {
  const value = keyExpression(column, form);
  return when
    ? `CASE WHEN ${sqlName(when.column)}::text = ${sqlLiteral(when.value)} THEN ${value} END`
    : value;
}

/** `COPY (SELECT root?, fields… FROM table) TO STDOUT`. The condition was checked to be one. */
export function passSql(pass: Pick<KeyPass, 'table' | 'planned' | 'fields'>): string {
  const { condition } = pass.planned.root ?? {};
  const root = pass.planned.root ? (condition === undefined ? 'true' : `((${condition}) IS TRUE)`) : 'false';
  const fields = pass.fields.map(fieldSql);
  return `COPY (SELECT ${[root, ...fields].join(', ')} FROM ${sqlTable(pass.table)}) TO STDOUT`;
}

interface Gathered {
  readonly table: LogicalTable;
  readonly planned: SubsetTable;
  readonly fields: KeyField[];
  readonly keys: KeyFields[];
  ordered: boolean;
}

const columnOf = ({ columns }: LogicalTable, name: string): Column | undefined =>
  columns.find((column) => column.name === name);

/** The place of a key in a table's pass; added when it is new. */
function addKey(to: Gathered, wanted: readonly KeyField[]): number {
  const places = wanted.map((field) => {
    const text = JSON.stringify(field);
    const known = to.fields.findIndex((one) => JSON.stringify(one) === text);
    return known >= 0 ? known : to.fields.push(field) - 1;
  });
  const known = to.keys.findIndex((one) => one.join() === places.join());
  return known >= 0 ? known : to.keys.push(places) - 1;
}

/** What has to be read of the tables of a plan, so that its edges can be followed. Pure. */
export function keyPasses(schema: Pick<DatabaseSchema, 'tables'>, plan: SubsetPlan): KeyPasses {
  const { of } = logicalTables(schema);
  const gathered = plan.tables.flatMap((planned): Gathered[] => {
    const table = of.get(tableText(planned.table));
    if (!table) return [];
    const made: Gathered = { table, planned, fields: [], keys: [], ordered: false };
    addKey(
      made,
      planned.identity.map((column) => ({ column, form: 'plain' })),
    );
    return [made];
  });
  const placeOf = (name: TableName): number =>
    gathered.findIndex(({ table }) => table.text === tableText(name));
  const places = plan.edges.flatMap((edge): EdgePlace[] => {
    const [child, parent] = [placeOf(edge.child), placeOf(edge.parent)];
    const [from, to] = [gathered[child], gathered[parent]];
    if (!from || !to) return [];
    const forms = edge.columns.map((name, at): KeyForm => {
      const [a, b] = [columnOf(from.table, name), columnOf(to.table, edge.targetColumns[at] ?? '')];
      return a && b ? keyForm(a, b) : 'plain';
    });
    const form = (at: number): KeyForm => forms[at] ?? 'plain';
    const when = edge.when ? { when: edge.when } : {};
    const childKey = addKey(
      from,
      edge.columns.map((column, at) => ({ column, form: form(at), ...when })),
    );
    const parentKey = addKey(
      to,
      edge.targetColumns.map((column, at) => ({ column, form: form(at) })),
    );
    if (edge.limit !== undefined) from.ordered = true;
    return [{ edge, child, childKey, parent, parentKey }];
  });
  const passes = gathered.map(({ table, planned, fields, keys, ordered }) => {
    const pass = { table: table.name, planned, fields, keys, ordered };
    return { ...pass, sql: passSql(pass) };
  });
  return { passes, places };
}
