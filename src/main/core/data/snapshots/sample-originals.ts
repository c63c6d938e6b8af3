import type { TransformerName } from '../../../../shared/model/masking.ts';
import type { PostgresSource } from '../postgres/source.ts';
import type { OriginalSample } from './original-sample.ts';
import type { PulledColumn, PulledTable } from './table-rules.ts';

/** Rows of each table whose masked values are looked for in the output. */
const rowsPerTable = 300;
/** Tables in one query. */
const tablesAtOnce = 25;
/** Characters of a value. */
const longestValue = 400;

/** Their output is made of what was there, or of few values: that they meet an original says nothing. */
export const meetOriginals: ReadonlySet<TransformerName> = new Set<TransformerName>([
  ...([
    'keep',
    'null',
    'constant',
    'number',
    'bucket',
    'date',
    'range',
    'key',
    'binary',
    'tsvector',
  ] as const),
]);

/** Of structured values only addresses count: the rest of them may stay as it is by its rule. */
const structured = new Set(['json', 'array', 'hstore', 'composite', 'xml']);
const addresses = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g;

const isSampled = ({ rule }: PulledColumn): boolean =>
  // A conditional rule leaves some rows as they are, on purpose.
  !meetOriginals.has(rule.mask) && rule.options.when === undefined;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Hashes values of masked columns, in the moment of the pull. What it read is in memory until then. */
export async function sampleOriginals(
  source: Pick<PostgresSource, 'query'>,
  tables: readonly PulledTable[],
  sample: OriginalSample,
  signal: AbortSignal,
  snapshot: string,
): Promise<void> {
  const wanted = tables
    .map(({ table, columns }) => ({ table, columns: columns.filter(isSampled) }))
    .filter(({ columns }) => columns.length > 0);
  for (let from = 0; from < wanted.length; from += tablesAtOnce) {
    const some = wanted.slice(from, from + tablesAtOnce);
    const sql = some
      .map(({ table, columns }, index) => {
        const values = columns
          .map(({ column }) => `left(${quoted(column.name)}::text, ${longestValue})`)
          .join(', ');
        const place = `${quoted(table.schema)}.${quoted(table.name)}`;
        return `SELECT * FROM (SELECT ${index} AS i, json_build_array(${values})::text AS v FROM ONLY ${place} LIMIT ${rowsPerTable}) AS t${index}`;
      })
      .join(' UNION ALL ');
    for (const { i, v } of await source.query(sql, signal, { snapshot })) {
      const own = some[Number(i)];
      const values: unknown = JSON.parse(v ?? '[]');
      if (!own || !Array.isArray(values)) continue;
      for (const [index, { column }] of own.columns.entries()) {
        const value: unknown = values[index];
        if (typeof value !== 'string') continue;
        if (structured.has(column.type.category))
          for (const found of value.match(addresses) ?? []) sample.add(found);
        else sample.add(value);
      }
    }
  }
}
