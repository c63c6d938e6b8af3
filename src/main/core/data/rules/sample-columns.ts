import { BacklotError } from '../../../../shared/errors.ts';
import type { Samples } from '../classify/propose-rules.ts';
import type { PostgresSource } from '../postgres/source.ts';
import { sqlName, sqlTable } from '../postgres/sql-text.ts';
import { type Column, type DatabaseSchema, type Table, type TypeCategory, tableText } from '../schema.ts';
import { ruledTables } from './hold-against.ts';
import { columnText } from './resolve-keys.ts';

/** Types whose values say more than the type itself. */
const worthALook: readonly TypeCategory[] = [
  'text',
  'json',
  'hstore',
  'integer',
  'numeric',
  'float',
  'date',
  'timestamp',
  'array',
  'composite',
];

/** Values per column; rows they are taken from; characters of each; sessions at once. */
const mostValues = 200;
const mostRows = 5000;
const longestText = 400;
const longestJson = 8000;
const atOnce = 4;

const hasValues = ({ type, generated }: Column): boolean =>
  generated === 'no' && worthALook.includes(type.category);

const asText = ({ name, type }: Column): string => {
  const text = `${sqlName(name)}::text`;
  return type.category === 'json' || type.category === 'hstore'
    ? // Cut JSON is none.
      `CASE WHEN length(${text}) <= ${longestJson} THEN ${text} END`
    : `left(${text}, ${longestText})`;
};

/**
 * One query for some hundred values of each column: its answer is one row with a JSON list for each column, in
 * order. Big tables are sampled by blocks, the same ones each time.
 */
export function samplingSql(table: Table, columns: readonly Column[]): string {
  const from = sqlTable(table);
  const selected = columns.map((column, index) => `${asText(column)} AS c${index}`).join(', ');
  const share = table.rows > 4 * mostRows ? Math.max(0.001, (100 * mostRows) / table.rows) : undefined;
  const some = share === undefined ? '' : ` TABLESAMPLE SYSTEM (${share.toFixed(4)}) REPEATABLE (1)`;
  // Few blocks may be picked where the estimate is off, even none.
  const rest =
    share === undefined
      ? ''
      : ` UNION ALL (SELECT ${selected} FROM ${from} WHERE NOT EXISTS (SELECT FROM picked) LIMIT ${mostValues})`;
  const lists = columns.map(
    (_, index) =>
      `(SELECT json_agg(v) FROM (SELECT c${index} AS v FROM sampled WHERE c${index} IS NOT NULL LIMIT ${mostValues}) AS few) AS c${index}`,
  );
  return [
    `WITH picked AS MATERIALIZED (SELECT ${selected} FROM ${from}${some} LIMIT ${mostRows}),`,
    `sampled AS MATERIALIZED (SELECT * FROM picked${rest})`,
    `SELECT ${lists.join(', ')}`,
  ].join('\n');
}

/** The list of texts in one field of the answer. */
function textsOf(field: string | null | undefined): readonly string[] {
  if (field === null || field === undefined) return [];
  const list: unknown = JSON.parse(field);
  if (!Array.isArray(list)) throw new BacklotError('internal', 'A sample of values is no list.');
  return list.filter((value): value is string => typeof value === 'string');
}

/**
 * Values of every column that rules are written for, as text, at most 200 of each and cut to a length; for the
 * classification alone, never to be stored or shown.
 */
export async function sampleColumns(
  source: Pick<PostgresSource, 'query'>,
  schema: DatabaseSchema,
  signal: AbortSignal,
): Promise<Samples> {
  const samples = new Map<string, readonly string[]>();
  const waiting = ruledTables(schema).filter((table) => table.columns.some(hasValues));
  const work = async (): Promise<void> => {
    for (let table = waiting.shift(); table; table = waiting.shift()) {
      const columns = table.columns.filter(hasValues);
      const [row] = await source.query(samplingSql(table, columns), signal);
      for (const [index, { name }] of columns.entries()) {
        samples.set(columnText(tableText(table), name), textsOf(row?.[`c${index}`]));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return samples;
}
