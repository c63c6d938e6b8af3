import type { TableName } from '../schema.ts';

/** A name as SQL takes it, whatever it is: always quoted, since a plain one may be a reserved word. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const sqlTable = ({ schema, name }: TableName): string => `${sqlName(schema)}.${sqlName(name)}`;

/** A text as SQL takes it, with standard_conforming_strings on. */
export const sqlLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
