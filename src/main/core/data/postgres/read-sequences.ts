import { type Sequence, type TableName, tableText } from '../schema.ts';
import type { InSnapshot, PostgresSource } from './source.ts';
import { sqlLiteral, sqlName, sqlTable } from './sql-text.ts';

export interface SequenceState {
  readonly value: string;
  /** False when `value` is what comes next, true when it is what came last. */
  readonly called: boolean;
}

/** How many are read in one query, so that its text stays short. */
const atOnce = 300;

/** The state of each sequence, by its name as SQL writes it. Sequences know no snapshot: they may be ahead. */
export async function readSequences(
  source: Pick<PostgresSource, 'query'>,
  sequences: readonly TableName[],
  signal: AbortSignal,
  options: InSnapshot = {},
): Promise<ReadonlyMap<string, SequenceState>> {
  const states = new Map<string, SequenceState>();
  for (let from = 0; from < sequences.length; from += atOnce) {
    const some = sequences.slice(from, from + atOnce);
    const sql = some
      .map((one, index) => `SELECT ${index} AS i, last_value, is_called FROM ${sqlTable(one)}`)
      .join(' UNION ALL ');
    for (const { i, last_value: value, is_called: called } of await source.query(sql, signal, options)) {
      const one = some[Number(i)];
      if (one && value) states.set(tableText(one), { value, called: called === 't' });
    }
  }
  return states;
}

/** Brings sequences to where they are to be; what was not readable stays at its start. */
export function setSequences(sequences: readonly Sequence[]): string {
  return sequences
    .flatMap((one) => {
      const name = sqlLiteral(sqlTable(one));
      if (one.behind) return [setBehind(name, one.behind)];
      const value = one.lastValue ?? one.firstValue;
      if (value === undefined || !/^-?\d+$/.test(value)) return [];
      return [`SELECT pg_catalog.setval(${name}::regclass, ${value}, ${one.lastValue !== undefined});`];
    })
    .join('\n');
}

/** The next value behind all of a column, in the sequence's bounds; of words, behind as many as there are rows. */
function setBehind(name: string, { table, column }: NonNullable<Sequence['behind']>): string {
  return `SELECT pg_catalog.setval(${name}::regclass, least(greatest(coalesce(CASE
      WHEN s.seqincrement > 0 THEN r.most + s.seqincrement ELSE r.least + s.seqincrement END, s.seqstart),
    s.seqmin), s.seqmax)::bigint, false)
  FROM pg_catalog.pg_sequence s CROSS JOIN (
    SELECT max(n) AS most, min(n) AS least FROM (
      SELECT CASE WHEN v ~ '^-?[0-9]{1,19}$' THEN v::numeric ELSE row_number() OVER () END AS n
      FROM (SELECT ${sqlName(column)}::text AS v FROM ${sqlTable(table)}) c WHERE v IS NOT NULL) x) r
  WHERE s.seqrelid = ${name}::regclass;`;
}
