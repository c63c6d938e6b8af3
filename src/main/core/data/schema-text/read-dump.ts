import { quoteIdentifier } from '../schema.ts';
import { eachToken, type SqlToken } from './sql-tokens.ts';

/** What a dump writes for one object: its statements, with their tokens at offsets of the dump. */
export interface DumpEntry {
  /** As pg_dump names kinds: "TABLE", "FUNCTION", "CHECK CONSTRAINT". */
  readonly type: string;
  /** Empty for what belongs to no schema. */
  readonly schema: string;
  /** As the header writes it: "f(integer)", "people people_name_check". */
  readonly name: string;
  /** From its header to the next one. */
  readonly start: number;
  readonly end: number;
  /** Without those of the header. */
  readonly tokens: readonly SqlToken[];
}

const header = /^-- Name: (.*); Type: ([A-Z ]+); Schema: (.*?);/;

/** "FUNCTION public.f(integer)". */
export const placeOf = ({ type, schema, name }: DumpEntry): string =>
  `${type} ${schema === '' ? '' : `${schema}.`}${name}`;

/** The same with its schema as SQL writes it. */
export const qualified = (schema: string, name: string): string =>
  schema === '' ? name : `${quoteIdentifier(schema)}.${name}`;

/**
 * Cuts a section of a dump at the headers that pg_dump writes before each object. A line that looks like a
 * header inside of a string is none. What comes before the first one (settings, roles) is left out.
 * @param breathe is waited for now and then, so that others get their turn.
 */
export async function readDump(
  sql: string,
  breathe: () => Promise<void> = async () => {},
): Promise<readonly DumpEntry[]> {
  const entries: (Omit<DumpEntry, 'end' | 'tokens'> & { tokens: SqlToken[] })[] = [];
  let before: SqlToken | undefined;
  let count = 0;
  for (const token of eachToken(sql)) {
    count += 1;
    if (count % 500 === 0) await breathe();
    const found = token.kind === 'comment' ? header.exec(sql.slice(token.start, token.end)) : undefined;
    if (found) {
      const [, name = '', type = '', schema = '-'] = found;
      const own = { type, schema: schema === '-' ? '' : schema, name };
      entries.at(-1)?.tokens.pop();
      entries.push({ ...own, start: before?.start ?? token.start, tokens: [] });
    } else entries.at(-1)?.tokens.push(token);
    before = token;
  }
  return entries.map((entry, index) => ({
    ...entry,
    end: entries[index + 1]?.start ?? sql.length,
    tokens: entry.tokens.filter(({ kind }) => kind !== 'comment'),
  }));
}
