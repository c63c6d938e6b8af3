import { type DatabaseSchema, quoteIdentifier, tableText } from '../schema.ts';
import { type Clause, cutClauses, cutTable, nameOf, type Range } from './cut-table.ts';
import { type DumpEntry, placeOf, qualified } from './read-dump.ts';

export type ObjectKind =
  | 'default'
  | 'check'
  | 'generated'
  | 'enum'
  | 'domain'
  | 'partition'
  | 'routine'
  | 'table'
  /** A view, trigger, policy, index: it can be left out whole. */
  | 'whole';

/** A part of the schema that one decision is made for. */
export interface SchemaObject {
  readonly kind: ObjectKind;
  /** As the masking file writes it: "default public.people.greeting", "function public.f(integer)". */
  readonly name: string;
  readonly entry: DumpEntry;
  /** Where its text is. */
  readonly ranges: readonly Range[];
  /** What leaving it out takes away; of `whole` and `routine` the entry. */
  readonly removals: readonly Range[];
}

/** Kinds of entries without any text of their own, or whose text is names alone. */
const silent = new Set([
  ...[
    'ACL',
    'COMMENT',
    'DEFAULT ACL',
    'EXTENSION',
    'FK CONSTRAINT',
    'INDEX ATTACH',
    'MATERIALIZED VIEW DATA',
  ],
  ...['ROW SECURITY', 'SCHEMA', 'SEQUENCE OWNED BY', 'BLOB', 'BLOB METADATA', 'BLOBS', 'STATISTICS DATA'],
]);

/** "public.orders" behind the words ALTER TABLE [ONLY], and what follows it. */
function alteredTable(sql: string, { tokens }: DumpEntry) {
  const words = tokens.map((token) => nameOf(sql, token));
  const at = words[2] === 'ONLY' ? 3 : 2;
  const table = `${quoteIdentifier(words[at] ?? '')}.${quoteIdentifier(words[at + 2] ?? '')}`;
  return { table, rest: words.slice(at + 3) };
}

/** By the name of a partition that of the table it belongs to: its text is decided there. */
export function rootsOf(schema: DatabaseSchema): ReadonlyMap<string, string> {
  const parents = new Map(
    schema.tables.flatMap((table) => (table.parent ? [[tableText(table), tableText(table.parent)]] : [])),
  );
  const root = (name: string): string => {
    const above = parents.get(name);
    return above === undefined ? name : root(above);
  };
  return new Map([...parents.keys()].map((name) => [name, root(name)]));
}

/** What is left of a range when others are taken out. */
function without(whole: Range, holes: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let start = whole.start;
  for (const hole of holes.toSorted((a, b) => a.start - b.start)) {
    if (hole.start > start) left.push({ start, end: hole.start });
    start = Math.max(start, hole.end);
  }
  return start < whole.end ? [...left, { start, end: whole.end }] : left;
}

const bodyOf = ({ tokens, end }: DumpEntry): Range => ({
  start: tokens[0]?.start ?? end,
  end: tokens.at(-1)?.end ?? end,
});

function tableObjects(sql: string, entry: DumpEntry, table: string): readonly SchemaObject[] {
  const clauses = cutTable(sql, entry.tokens);
  const named = (clause: Clause): string =>
    clause.name === ''
      ? `${clause.kind} ${table}`
      : `${clause.kind} ${table}.${quoteIdentifier(clause.name)}`;
  return [
    ...clauses.map((clause) => ({
      kind: clause.kind,
      name: named(clause),
      entry,
      ranges: [clause.range],
      removals: [clause.removal],
    })),
    {
      kind: 'table' as const,
      name: `table ${table}`,
      entry,
      ranges: without(
        bodyOf(entry),
        clauses.map(({ range }) => range),
      ),
      removals: [],
    },
  ];
}

/** The objects of one entry, each with the text that it holds; `roots` as `rootsOf` says. Pure. */
export function schemaObjects(
  sql: string,
  entry: DumpEntry,
  roots: ReadonlyMap<string, string>,
): readonly SchemaObject[] {
  const rootOf = (table: string): string => roots.get(table) ?? table;
  const { type, tokens } = entry;
  const [first] = tokens;
  if (silent.has(type) || first === undefined) return [];
  const body = bodyOf(entry);
  const whole = { entry, ranges: [body], removals: [{ start: entry.start, end: entry.end }] };
  const plain = qualified(entry.schema, quoteIdentifier(entry.name));
  switch (type) {
    case 'TABLE':
    case 'FOREIGN TABLE':
      return tableObjects(sql, entry, rootOf(plain));
    case 'TABLE ATTACH':
      return [{ ...whole, kind: 'partition', name: `partition ${plain}`, removals: [] }];
    case 'DEFAULT': {
      const { table, rest } = alteredTable(sql, entry);
      const column = quoteIdentifier(rest[2] ?? '');
      return [{ ...whole, kind: 'default', name: `default ${rootOf(table)}.${column}` }];
    }
    case 'CONSTRAINT':
    case 'CHECK CONSTRAINT': {
      if (/ DOMAIN /.test(sql.slice(body.start, body.start + 20))) break;
      const { table, rest } = alteredTable(sql, entry);
      return [{ ...whole, kind: 'check', name: `check ${rootOf(table)}.${quoteIdentifier(rest[2] ?? '')}` }];
    }
    case 'TYPE':
      return [{ ...whole, kind: 'enum', name: `type ${plain}`, removals: [] }];
    case 'DOMAIN': {
      const clauses = cutClauses(sql, tokens, '');
      return [
        {
          ...whole,
          kind: 'domain',
          name: `domain ${plain}`,
          removals: clauses.map(({ removal }) => removal),
        },
      ];
    }
    case 'FUNCTION':
    case 'PROCEDURE':
      return [
        { ...whole, kind: 'routine', name: `${type.toLowerCase()} ${qualified(entry.schema, entry.name)}` },
      ];
  }
  return [{ ...whole, kind: 'whole', name: placeOf({ ...entry, type: type.toLowerCase() }) }];
}
