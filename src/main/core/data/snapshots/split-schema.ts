/** One object's part of what pg_dump writes, named by its kind and name: "TABLE public.customers". */
export interface SchemaPart {
  readonly place: string;
  readonly sql: string;
}

const header = /^-- Name: (.*); Type: ([A-Z ]+); Schema: (.*?);/;

/** Cuts pg_dump's SQL at the headers that it writes before each object; all of it is one part without them. */
export function splitSchema(sql: string, section: string): readonly SchemaPart[] {
  const parts: { place: string; lines: string[] }[] = [{ place: section, lines: [] }];
  for (const line of sql.split('\n')) {
    const found = header.exec(line);
    if (found) {
      const [, name = '', type = '', schema = '-'] = found;
      parts.push({ place: `${type} ${schema === '-' ? '' : `${schema}.`}${name}`, lines: [] });
    } else {
      parts.at(-1)?.lines.push(line);
    }
  }
  return parts.map(({ place, lines }) => ({ place, sql: lines.join('\n') }));
}
