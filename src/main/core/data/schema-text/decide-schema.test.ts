import { expect, test } from 'vitest';
import type { SchemaDecision } from '../../../../shared/model/masking.ts';
import type { DatabaseSchema, Table } from '../schema.ts';
import { decideSchema } from './decide-schema.ts';
import { becauseOf, judgeSchema, labelsKey } from './judge-schema.ts';

const table = (name: string, parent?: string): Table => ({
  ...{ schema: 'public', name, kind: parent === undefined ? 'table' : 'partition', columns: [], keys: [] },
  ...{ foreignKeys: [], checks: [], uniqueIndexes: [], exclusions: [], rows: 0, bytes: 0, blocks: 0 },
  ...{ rowSecurity: false, ...(parent === undefined ? {} : { parent: { schema: 'public', name: parent } }) },
});

const schema: DatabaseSchema = {
  ...{ engine: 'PostgreSQL 15.14', serverVersion: 150_014, database: 'shop', encoding: 'UTF8' },
  ...{ sequences: [], largeObjects: 0, extensions: [], objects: [] },
  tables: [table('people'), table('events'), table('events_1', 'events')],
};

const entry = (type: string, name: string, sql: string, of = 'public'): string =>
  `--\n-- Name: ${name}; Type: ${type}; Schema: ${of}; Owner: shop\n--\n\n${sql}\n\n\n`;

const people = `CREATE TABLE public.people (
    id integer NOT NULL,
    greeting text DEFAULT 'Dear Ottoline'::text NOT NULL,
    state text DEFAULT 'active'::text,
    shout text GENERATED ALWAYS AS ((greeting || 'Quigg'::text)) STORED,
    CONSTRAINT people_check CHECK ((greeting <> ALL (ARRAY['Zorblatt'::text, 'x'::text]))),
    CONSTRAINT people_state CHECK ((state = 'active'::text))
);


ALTER TABLE public.people OWNER TO shop;`;

const f = `CREATE FUNCTION public.f(text) RETURNS text
    LANGUAGE plpgsql
    AS $_$
begin -- Ottoline wrote this
  /* the usual case */
  return 'ask Zorblatt''s' || $1 || E'a\\\\Quigg';
end $_$;


ALTER FUNCTION public.f(text) OWNER TO shop;`;

const preData = [
  "SET standard_conforming_strings = on;\n\nDO 'BEGIN CREATE ROLE ottoline; END';\n\n",
  entry('TYPE', 'mood', "CREATE TYPE public.mood AS ENUM (\n    'fine',\n    'Zorblatt'\n);"),
  entry(
    'DOMAIN',
    'word',
    "CREATE DOMAIN public.word AS text DEFAULT 'Quigg' NOT NULL\n\tCONSTRAINT c CHECK ((VALUE <> 'Zorblatt'::text));",
  ),
  entry('FUNCTION', 'f(text)', f),
  entry(
    'FUNCTION',
    'g()',
    "CREATE FUNCTION public.g() RETURNS text\n    LANGUAGE plpython3u\n    AS $$\nreturn 'Zorblatt'\n$$;",
  ),
  entry('TABLE', 'people', people),
  entry(
    'COMMENT',
    'TABLE people',
    "COMMENT ON TABLE public.people IS 'Ask Ottoline;\n-- Name: no; Type: TABLE; Schema: public; Owner: x';",
  ),
  entry(
    'TABLE',
    'events',
    "CREATE TABLE public.events (\n    who text DEFAULT 'Zorblatt'::text\n)\nPARTITION BY LIST (who);",
  ),
  entry('TABLE', 'events_1', "CREATE TABLE public.events_1 (\n    who text DEFAULT 'Zorblatt'::text\n);"),
  entry(
    'TABLE ATTACH',
    'events_1',
    "ALTER TABLE ONLY public.events ATTACH PARTITION public.events_1 FOR VALUES IN ('Zorblatt');",
  ),
  entry(
    'VIEW',
    'v',
    "CREATE VIEW public.v AS\n SELECT people.id\n   FROM public.people\n  WHERE (people.greeting = 'Zorblatt'::text);",
  ),
  entry('ACL', 'TABLE v', 'GRANT SELECT ON TABLE public.v TO PUBLIC;'),
  entry(
    'DEFAULT',
    'people id',
    "ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT public.h('Zorblatt'::text);",
  ),
].join('');

const postData = [
  entry(
    'INDEX',
    'i',
    "CREATE INDEX i ON public.people USING btree (id) WHERE (greeting = 'Zorblatt'::text);",
  ),
  entry(
    'TRIGGER',
    'people t',
    "CREATE TRIGGER t BEFORE INSERT ON public.people FOR EACH ROW EXECUTE FUNCTION public.f('Zorblatt');",
  ),
].join('');

const dump = { preData, postData };
const none = async (texts: readonly string[]) => texts.map(() => false);

const decide = async (
  objects: Readonly<Record<string, SchemaDecision>>,
  comments: 'keep' | 'drop' = 'drop',
  keptEnums: ReadonlyMap<string, string> = new Map(),
) => {
  const named = new Set(Object.keys(objects));
  const judged = await judgeSchema(dump, schema, none, { named });
  const section = { comments, objects: new Map(Object.entries(objects)) };
  const decided = await decideSchema(dump, schema, judged, { section, keptEnums });
  return { ...decided, open: decided.objects.filter(({ state }) => state !== 'ruled') };
};

test('what holds words that nothing explains is asked about, by name and line', async () => {
  const judged = await judgeSchema(dump, schema, none);
  expect(judged.map((one) => `${one.name}: ${one.proposal} (${becauseOf(one)})`)).toEqual([
    'type public.mood: redact (line 3: words that nothing explains)',
    'domain public.word: redact (lines 1, 2: words that nothing explains)',
    'function public.f(text): redact (line 6: words that nothing explains)',
    'function public.g(): drop (line 3: code that is not read)',
    'default public.people.greeting: redact (line 3: words that nothing explains)',
    'generated public.people.shout: redact (line 5: words that nothing explains)',
    'check public.people.people_check: drop (line 6: words that nothing explains)',
    'default public.events.who: redact (line 2: words that nothing explains)',
    'partition public.events_1: keep (line 1: words that nothing explains)',
    'view public.v: redact (line 4: words that nothing explains)',
    'default public.people.id: redact (line 1: words that nothing explains)',
    'index public.i: redact (line 1: words that nothing explains)',
    'trigger public.people t: redact (line 1: words that nothing explains)',
  ]);
  const told = await judgeSchema(dump, schema, async (texts) => texts.map((text) => text === 'Zorblatt'));
  expect(told).toHaveLength(judged.length);
});

test('a harmless text is asked about where it is a value of a masked column, unless it is one plain word', async () => {
  const sql = entry(
    'TABLE',
    'people',
    "CREATE TABLE public.people (\n    a text DEFAULT 'the old street',\n    b text DEFAULT 'active'\n);",
  );
  const judged = await judgeSchema({ preData: sql, postData: '' }, schema, async (texts) =>
    texts.map(() => true),
  );
  expect(judged.map((one) => [one.name, becauseOf(one)])).toEqual([
    ['default public.people.a', 'line 2: a value of a masked column'],
  ]);
});

test('without decisions all of them are open; comments are gone', async () => {
  const decided = await decide({});
  expect(decided.open).toHaveLength(13);
  expect(decided.open[0]).toEqual({
    ...{ name: 'type public.mood', state: 'unclassified', proposal: 'redact' },
    problem: 'line 3: words that nothing explains',
  });
  expect(decided.preData).not.toContain('COMMENT ON');
  expect(decided.preData).not.toContain('Ottoline wrote');
  expect(decided.preData).toContain('/* the usual case */');
});

const all = (decision: SchemaDecision): Readonly<Record<string, SchemaDecision>> => ({
  ...{ 'type public.mood': decision, 'domain public.word': decision, 'function public.f(text)': decision },
  ...{ 'function public.g()': 'drop', 'default public.people.greeting': decision },
  ...{ 'generated public.people.shout': decision, 'check public.people.people_check': decision },
  ...{
    'default public.events.who': decision,
    'partition public.events_1': 'keep',
    'view public.v': decision,
  },
  ...{
    'default public.people.id': decision,
    'index public.i': decision,
    'trigger public.people t': decision,
  },
});

test('what is kept stays to the byte, and is known as kept', async () => {
  const decided = await decide({ ...all('keep'), 'function public.g()': 'keep' }, 'keep');
  expect(decided).toMatchObject({ ...dump, open: [] });
  expect(decided.kept).toContain('TABLE public.people');
  expect(decided.kept).toContain('TRIGGER public.people t');
});

test('redacting leaves the form', async () => {
  const { open, preData: before, postData: after } = await decide({ ...all('redact') });
  expect(open).toEqual([]);
  expect(before).toContain("'fine',\n    'redacted 1'");
  expect(before).toContain("DEFAULT 'xxxx xxxxxxxx'::text NOT NULL");
  expect(before).toContain("DEFAULT 'active'::text");
  expect(before).toContain("(greeting || 'xxxxx'::text)) STORED");
  expect(before).toContain("return 'xxx xxxxxxxx''x' || $1 || E'x\\\\xxxxx'");
  expect(before).toContain(
    "AS text DEFAULT 'xxxxx' NOT NULL\n\tCONSTRAINT c CHECK ((VALUE <> 'xxxxxxxx'::text))",
  );
  expect(before).not.toContain('plpython3u');
  expect(`${before}${after}`.match(/Zorblatt|Ottoline(?! wrote)|Quigg/g)).toEqual(['Zorblatt']);
});

test('dropping takes the clause, or the whole object with its rights', async () => {
  const {
    open,
    preData: before,
    postData: after,
  } = await decide({
    ...{ ...all('drop'), 'type public.mood': 'redact', 'generated public.people.shout': 'redact' },
    'function public.f(text)': 'redact',
  });
  expect(open).toEqual([]);
  expect(before).toContain(`    greeting text  NOT NULL,
    state text DEFAULT 'active'::text,`);
  expect(before).not.toContain('people_check');
  expect(before).toContain("STORED,\n    CONSTRAINT people_state CHECK ((state = 'active'::text))\n);");
  expect(before).toMatch(/CREATE DOMAIN public\.word AS text {2}NOT NULL\s+;/);
  expect(before).not.toContain('GRANT SELECT ON TABLE public.v');
  expect(after.trim()).toBe('');
});

test('a decision that can not be is told', async () => {
  const decided = await decide(
    {
      ...all('redact'),
      ...{
        'function public.f(text)': 'drop',
        'function public.g()': 'redact',
        'partition public.events_1': 'drop',
        'view public.gone': 'keep',
      },
    },
    'drop',
    new Map([[labelsKey(['fine', 'Zorblatt']), 'public.people.mood']]),
  );
  expect(decided.open.map(({ name, problem }) => [name, problem])).toEqual([
    [
      'type public.mood',
      "its labels can't be redacted while public.people.mood holds them: mask that column with null or constant, or keep the type",
    ],
    ['function public.f(text)', "it can't be dropped: TRIGGER public.people t needs it"],
    ['function public.g()', "it can't be redacted (line 3: code that is not read): write keep or drop"],
    ['partition public.events_1', "it can't be dropped (line 1: words that nothing explains): write keep"],
    ['view public.gone', 'there is no such object: remove its line'],
  ]);
});
