import { quoteIdentifier } from '../schema.ts';
import type { ColumnPath } from './masking-file.ts';

const part = /"(?:[^"]|"")*"|[^."]+/y;

/** The parts of a dotted name; a quoted part may hold dots. Undefined when it is none. */
export function nameParts(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    part.lastIndex = at;
    const found = part.exec(text)?.[0];
    if (found === undefined) return undefined;
    parts.push(found.startsWith('"') ? found.slice(1, -1).replaceAll('""', '"') : found);
    at += found.length;
    if (at === text.length) return parts;
    if (text[at] !== '.') return undefined;
    at += 1;
  }
  return undefined;
}

/** "public.orders" as `tableText` would write it; undefined when it is not schema and table. */
export function tableName(text: string): string | undefined {
  const parts = nameParts(text);
  return parts?.length === 2 ? parts.map(quoteIdentifier).join('.') : undefined;
}

/** "public.orders.customer_id" in its parts; undefined when it is not schema, table and column. */
export function columnPath(text: string): ColumnPath | undefined {
  const parts = nameParts(text);
  const [schema, table, column] = parts ?? [];
  if (parts?.length !== 3 || schema === undefined || table === undefined || column === undefined)
    return undefined;
  return { table: `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`, column };
}
