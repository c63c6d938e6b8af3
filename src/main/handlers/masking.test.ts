import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { masking as contract } from '../../shared/contract/masking.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import type { PostgresSource, Row } from '../core/data/postgres/source.ts';
import type { DatabasePlace } from '../core/data/rules/locate-masking.ts';
import type { MaskingParts } from '../core/data/rules/masking.ts';
import { schemaOf, table } from '../core/data/rules/testing/small-schema.ts';
import { temporaryFolder } from '../core/testing/temporary-folder.ts';
import { maskingHandlers } from './masking.ts';

const users = table('users', ['id bigint required', 'email text', 'note text'], { primary: ['id'] });

const unused = (): never => {
  throw new Error('not asked for');
};

const text = `--
-- Name: greet(); Type: FUNCTION; Schema: public; Owner: shop
--

CREATE FUNCTION public.greet() RETURNS text
    LANGUAGE sql
    AS $$ select 'Dear jean-marie@example.org' || 'Zorblatt' $$;
`;

/** The masking domain behind a real client and server, over a database that answers with these values. */
function door() {
  const opened: DatabasePlace[] = [];
  let open = 0;
  const values: Row = { c0: '["1","2"]', c1: '["ada@example.com","jm@example.org"]', c2: null };
  const source: PostgresSource = {
    name: 'staging',
    query: () => Promise.resolve([values]),
    copyOut: unused,
    snapshot: unused,
    dumpSchema: (section) => Promise.resolve(section === 'pre-data' ? text : ''),
    close: () => {
      open -= 1;
      return Promise.resolve();
    },
  };
  const parts: MaskingParts = {
    openSource: (place) => {
      opened.push(place);
      open += 1;
      return Promise.resolve(source);
    },
    introspect: () => Promise.resolve(schemaOf(users)),
    previewRule: ({ column, class: found, rule }) =>
      Promise.resolve({ rows: [{ before: `${column.name} ${found}`, after: rule.mask }], leaks: ['length'] }),
  };
  const only = { masking: contract };
  const [near, far] = memoryPair();
  const served = serve(far, methodTable(only, { masking: maskingHandlers(parts) }));
  onTestFinished(() => served.close());
  return { masking: createClient(only, connect(near)).masking, opened, open: () => open };
}

const config = `name: shop
compose: [compose.yaml]
environments:
  staging: { kind: staging }
  other: { kind: staging }
datasets:
  live: { snapshot: staging, masking: data/rules.yaml }
`;

async function project(): Promise<string> {
  const folder = await temporaryFolder();
  await folder.write('compose.yaml', 'services: {}');
  await folder.write('backlot.yaml', config);
  return folder.path;
}

test('scan, write, check and set a rule; the dataset says which file and environment', async () => {
  const { masking, opened, open } = door();
  const path = await project();
  const scanned = await masking.scan({ project: path });
  expect(scanned).toMatchObject({
    file: 'data/rules.yaml',
    source: 'staging',
    columns: 3,
    open: 3,
    ruled: 0,
  });
  expect(scanned.tables[0]?.columns[1]?.proposal).toMatchObject({
    class: 'email',
    text: '{ mask: email }',
    evidence: ['the name says an e-mail address', '2 of 2 values have the form of an e-mail address'],
  });
  expect(await masking.write({ project: path })).toMatchObject({
    exists: true,
    open: 0,
    ruled: 3,
    masked: 2,
  });
  const file = join(path, 'data/rules.yaml');
  expect(await readFile(file, 'utf8')).not.toContain('ada');
  expect(await readFile(file, 'utf8')).toContain(
    'schema:\n  function public.greet(): redact  # review: line 3: words that nothing explains\n',
  );
  expect(scanned.schema).toEqual([
    {
      ...{ name: 'function public.greet()', state: 'unclassified', proposal: 'redact' },
      problem: 'line 3: words that nothing explains',
    },
  ]);

  const change = { project: path, table: 'public.users', column: 'note', text: 'keep' };
  expect(await masking.setRule(change)).toMatchObject({ open: 0, masked: 1 });
  expect(await readFile(file, 'utf8')).toContain('    note: keep text');
  expect(await masking.setRule({ ...change, text: '' })).toMatchObject({ open: 1 });
  expect(await masking.setRule({ ...change, text: '{ mask: text, keep-words: true }' })).toMatchObject({
    open: 0,
  });
  expect(await masking.check({ project: path, environment: 'other' })).toMatchObject({
    open: 0,
    schema: [{ name: 'function public.greet()', decision: 'redact', state: 'ruled', problem: '' }],
  });
  expect(opened.at(0)).toEqual({ project: path, environment: 'staging' });
  expect(opened.at(-1)).toEqual({ project: path, environment: 'other' });
  expect(open()).toBe(0);
});

test('a preview is of made-up values', async () => {
  const { masking } = door();
  const asked = { project: await project(), table: 'public.users', column: 'email', text: '{ mask: hash }' };
  expect(await masking.preview(asked)).toEqual({
    rows: [{ before: 'email email', after: 'hash' }],
    leaks: ['length'],
  });
});

test('wrong input: a code, the thing by name, the next step; nothing is written', async () => {
  const { masking, open } = door();
  const path = await project();
  const change = { project: path, table: 'public.users', column: 'note', text: '{ mask: txet }' };
  await expect(masking.setRule(change)).rejects.toMatchObject({
    code: 'mask-rule-invalid',
    message: '"txet" is not a transformer.',
    hint: 'Did you mean "text"?',
  });
  await expect(masking.setRule({ ...change, column: 'nota', text: 'keep' })).rejects.toMatchObject({
    code: 'not-found',
    message: 'public.users has no column nota.',
    hint: 'Did you mean note?',
  });
  await expect(
    masking.scan({ project: path, environment: 'a', url: 'postgresql://x/y' }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(masking.scan({ project: path, file: '../elsewhere.yaml' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: '../elsewhere.yaml is not a file of the project.',
  });
  await expect(readFile(join(path, 'data/rules.yaml'))).rejects.toMatchObject({ code: 'ENOENT' });
  const bare = await temporaryFolder();
  await expect(masking.check({ project: bare.path })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(open()).toBe(0);
});

test('a broken file is told by its place, and stays as it is', async () => {
  const { masking } = door();
  const path = await project();
  await mkdir(join(path, 'data'));
  const text = 'version: 1\ntables:\n  public.users:\n    email: { mask: emial }\n';
  await writeFile(join(path, 'data/rules.yaml'), text);
  await expect(masking.write({ project: path })).rejects.toMatchObject({
    code: 'mask-rule-invalid',
    message: 'data/rules.yaml:4:20: "emial" is not a transformer.',
    hint: 'Did you mean "email"?',
  });
  const loose = `${text.replace('emial', 'email')}virtual-keys:\n  - { from: public.users.who, to: public.users.id }\n`;
  await writeFile(join(path, 'data/rules.yaml'), loose);
  await expect(masking.check({ project: path })).rejects.toMatchObject({
    message: 'data/rules.yaml: a virtual key names public.users.who, which is not in the database.',
  });
  expect(await readFile(join(path, 'data/rules.yaml'), 'utf8')).toBe(loose);
});
