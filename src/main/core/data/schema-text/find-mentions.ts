import { nameOf } from './cut-table.ts';
import type { DumpEntry } from './read-dump.ts';

/** Kinds that nothing else can name. */
const unnamed = new Set(['TRIGGER', 'POLICY', 'RULE', 'EVENT TRIGGER']);

/** The entries among `others` whose statements name the object of an entry, as "schema.name". Pure. */
export function findMentions(
  sql: string,
  { type, schema, name }: DumpEntry,
  others: readonly DumpEntry[],
): readonly DumpEntry[] {
  if (unnamed.has(type) || schema === '') return [];
  const plain = /FUNCTION|PROCEDURE|AGGREGATE/.test(type) ? name.replace(/\(.*$/s, '') : name;
  return others.filter(({ tokens }) =>
    tokens.some(
      (token, at) =>
        (token.kind === 'word' || token.kind === 'quoted') &&
        nameOf(sql, token) === schema &&
        sql[tokens[at + 1]?.start ?? -1] === '.' &&
        nameOf(sql, tokens[at + 2]) === plain,
    ),
  );
}
