import type { CompiledColumn } from '../compiled-table.ts';
import { condition } from './common-options.ts';
import type { Row } from './transformer.ts';

const written = (value: string | number | boolean | null): string | null =>
  typeof value === 'boolean' ? (value ? 't' : 'f') : value === null ? null : String(value);

/** Whether a rule acts on a row, by its `when`; undefined when there is none. Columns are known to be there. */
export function makeCondition(
  raw: unknown,
  columns: readonly CompiledColumn[],
): ((row: Row) => boolean) | undefined {
  if (raw === undefined) return undefined;
  const tests = Object.entries(condition.parse(raw)).map(([name, wanted]) => {
    const index = columns.find((column) => column.name === name)?.index ?? -1;
    const negated = typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);
    const list = negated ? wanted.not : wanted;
    const values = new Set((Array.isArray(list) ? list : [list]).map(written));
    return (row: Row): boolean => values.has(row.text(index)) !== negated;
  });
  return (row) => tests.every((test) => test(row));
}
