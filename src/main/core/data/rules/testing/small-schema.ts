import { typeNamed } from '../../classify/testing/labelled-columns.ts';
import type { Column, DatabaseSchema, ForeignKey, Table } from '../../schema.ts';

const column = (text: string, index: number): Column => {
  const [name = '', type = 'text', ...rest] = text.split(' ');
  return {
    name,
    position: index + 1,
    type: typeNamed(type),
    nullable: !rest.includes('required'),
    generated: rest.includes('computed') ? 'stored' : 'no',
  };
};

const reference = (text: string): ForeignKey => {
  const [from = '', to = ''] = text.split(' -> ');
  const [schema = '', name = '', target = ''] = to.split('.');
  return {
    name: `${from}_fkey`,
    columns: [from],
    target: { schema, name },
    targetColumns: [target],
    deferrable: false,
    onDelete: 'no-action',
    virtual: false,
  };
};

/** For tests: a table from "name type [required] [computed]" and "column -> public.other.id". */
export const table = (
  name: string,
  columns: readonly string[],
  parts: {
    readonly primary?: readonly string[];
    readonly references?: readonly string[];
  } & Partial<Table> = {},
): Table => {
  const { primary, references = [], ...rest } = parts;
  return {
    schema: 'public',
    name,
    kind: 'table',
    columns: columns.map(column),
    keys: primary ? [{ name: `${name}_pkey`, primary: true, columns: primary }] : [],
    foreignKeys: references.map(reference),
    checks: [],
    uniqueIndexes: [],
    exclusions: [],
    rows: 10,
    bytes: 8192,
    blocks: 1,
    rowSecurity: false,
    ...rest,
  };
};

/** For tests: a database of these tables. */
export const schemaOf = (...tables: readonly Table[]): DatabaseSchema => ({
  engine: 'PostgreSQL 15.14',
  serverVersion: 150014,
  database: 'shop',
  encoding: 'UTF8',
  tables,
  sequences: [],
  largeObjects: 0,
  extensions: [],
  objects: [],
});
