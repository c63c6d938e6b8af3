import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { snapshot as snapshotSchema } from '../../../../shared/contract/snapshots.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import { collect } from '../../operations/testing/collect.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { inProcessRows } from '../masker/testing/in-process-rows.ts';
import { createPullOperation } from './pull-operation.ts';
import type { PullPorts } from './pull-ports.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { type FakeDatabase, fakePorts } from './testing/fake-source.ts';
import { memorySecrets } from './testing/memory-secrets.ts';
import { createVerifyOperation } from './verify-operation.ts';

const never = new AbortController().signal;
const input = { project: '/project', dataset: 'staging' };

/** Rows of a person each, with a token that must never be written down. */
const people = (from: number, to: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: to - from },
      (_, index) => `${from + index}\tcanary-${from + index}@corp.com\n`,
    ).join(''),
  );

const shop = (change: Partial<FakeDatabase> = {}): FakeDatabase => ({
  tables: [
    {
      name: 'people',
      columns: [
        ['id', 'keep'],
        ['email', 'text'],
      ],
      pieces: [() => [people(0, 5_000)], () => [people(5_000, 9_000), people(9_000, 9_500)]],
    },
    { name: 'tags', columns: [['name', 'keep']], pieces: [() => [Buffer.from('red\nblue\n')]] },
    { name: 'empty', columns: [['name', 'keep']], pieces: [() => []] },
  ],
  preData: '-- Name: people; Type: TABLE; Schema: public; Owner: -\nCREATE TABLE public.people ();',
  originals: [['canary-1@corp.com'], []],
  open: { snapshots: 0, sources: 0 },
  ...change,
});

function pullCore(database: FakeDatabase, ports: PullPorts = fakePorts(database), home = tempHome()) {
  const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
  const kinds = [
    createPullOperation({ ports, store, now: () => 1_700_000_100_000 }),
    createVerifyOperation({ store }),
  ];
  return { ...testCore({ kinds }, home), snapshots: store };
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('a pull leaves a snapshot with its receipt, nothing open, and no original anywhere', async () => {
  const database = shop();
  const { operations, snapshots, home, stop } = pullCore(database);
  const id = operations.start('snapshot-pull', input);
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({ state: 'succeeded', title: 'Pull a masked snapshot of staging for staging' });
  expect(snapshotSchema.parse(done.result)).toMatchObject({
    ...{
      id,
      dataset: 'staging',
      source: 'staging',
      service: 'db',
      state: 'complete',
      tables: 3,
      rows: 9_502,
    },
    ...{ maskedColumns: 1, keptColumns: 3, verdict: 'clean', finishedAt: 1_700_000_100_000 },
  });
  expect(database.open).toEqual({ snapshots: 0, sources: 0 });
  const reader = await snapshots.open(id, never);
  const [first] = reader.manifest.tables;
  if (!first) throw new Error('no table');
  const rows: Buffer[] = [];
  for await (const bytes of reader.rows(first, never)) rows.push(bytes);
  const expected = Buffer.concat([people(0, 9_500)])
    .toString()
    .replaceAll(/\t.*/g, (field) => `\t${'x'.repeat(field.length - 1)}`);
  expect(Buffer.concat(rows).toString()).toBe(expected);
  expect(reader.manifest.receipt).toMatchObject({ sampledOriginals: 1, findings: [] });
  expect(reader.manifest.sequences).toEqual([{ schema: 'public', name: 's', lastValue: '7' }]);
  const verified = await operations.wait(
    operations.start('snapshot-verify', { project: '/project', id }),
    never,
  );
  expect(verified).toMatchObject({ state: 'succeeded', result: { tables: 3, rows: 9_502 } });
  const said = await collect(operations.events({ operation: id }, { signal: never, after: 0 }));
  expect(JSON.stringify(said)).not.toContain('canary');
  await stop();
  for (const path of filesIn(home)) expect(readFileSync(path).includes('canary')).toBe(false);
});

test('a column without a rule stops it before the first row, with what is proposed', async () => {
  const [people] = shop().tables;
  if (!people) throw new Error('no table');
  const database = shop({
    tables: [{ ...people, columns: [...people.columns, ['nickname', undefined]], pieces: [] }],
  });
  const { operations, home } = pullCore(database);
  const done = await operations.wait(operations.start('snapshot-pull', input), never);
  expect(done).toMatchObject({
    state: 'failed',
    error: {
      code: 'mask-unclassified',
      message:
        'Nothing was pulled: 1 column of staging has no rule that fits in db/masking.yaml: public.people.nickname: has no rule (proposed: { mask: email }).',
      details: { columns: [{ table: 'public.people', column: 'nickname', proposal: '{ mask: email }' }] },
    },
    steps: [],
  });
  expect(database.open).toEqual({ snapshots: 0, sources: 0 });
  expect(readdirSync(home)).not.toContain('snapshots');
});

test('a column that appears between the plan and the moment stops it too', async () => {
  const database = shop();
  const ports = fakePorts(database);
  let looks = 0;
  const changing: PullPorts = {
    ...ports,
    async introspect(source, signal, options) {
      const schema = await ports.introspect(source, signal, options);
      looks += 1;
      if (looks === 1) return schema;
      return { ...schema, tables: schema.tables.filter(({ name }) => name !== 'tags') };
    },
  };
  const { operations, snapshots } = pullCore(database, changing);
  const done = await operations.wait(operations.start('snapshot-pull', input), never);
  expect(done).toMatchObject({ state: 'failed', error: { code: 'plan-outdated' } });
  expect(await snapshots.list(never)).toEqual([]);
  expect(database.open).toEqual({ snapshots: 0, sources: 0 });
});

const withPeople = (pieces: FakeDatabase['tables'][number]['pieces']): FakeDatabase => {
  const { tables } = shop();
  return shop({ tables: tables.map((table) => (table.name === 'people' ? { ...table, pieces } : table)) });
};

test('a source that dies between two rows fails it by name, and leaves nothing half-made', async () => {
  const gone = new BacklotError('source-unreachable', 'The server of staging closed the connection.');
  async function* dying() {
    yield people(0, 60_000);
    throw gone;
  }
  const database = withPeople([() => [people(0, 10)], dying, () => [people(10, 300_000)]]);
  const { operations, snapshots, home } = pullCore(database);
  const done = await operations.wait(operations.start('snapshot-pull', input), never);
  expect(done).toMatchObject({ state: 'failed', error: { code: 'source-unreachable' } });
  expect(await snapshots.list(never)).toEqual([]);
  expect(readdirSync(join(home, 'snapshots'))).toEqual([]);
  expect(database.open).toEqual({ snapshots: 0, sources: 0 });
});

/** Rows that never end. */
async function* endless(): AsyncGenerator<Buffer> {
  for (;;) {
    yield people(0, 1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('cancelled in the middle, it leaves nothing', async () => {
  const database = withPeople([endless]);
  const { operations, home } = pullCore(database);
  const id = operations.start('snapshot-pull', input);
  await collect(
    operations.events({ operation: id }, { signal: never, after: 0 }),
    ({ value }) => value.status === 'progress' && value.resource === 'public.people',
  );
  operations.cancel(id);
  expect(await operations.wait(id, never)).toMatchObject({ state: 'cancelled' });
  expect(readdirSync(join(home, 'snapshots'))).toEqual([]);
  expect(database.open).toEqual({ snapshots: 0, sources: 0 });
});

test('interrupted, the next core takes it back', async () => {
  const home = tempHome();
  const first = pullCore(withPeople([endless]), undefined, home);
  const id = first.operations.start('snapshot-pull', input);
  await collect(
    first.operations.events({ operation: id }, { signal: never, after: 0 }),
    ({ value }) => value.status === 'progress' && value.resource === 'public.people',
  );
  await first.stop();
  expect(readdirSync(join(home, 'snapshots'))).toEqual([id]);
  const second = pullCore(shop(), undefined, home);
  second.operations.recover();
  expect(await second.operations.wait(id, never)).toMatchObject({ state: 'failed' });
  expect(readdirSync(join(home, 'snapshots'))).toEqual([]);
});

test('a masker that does nothing is found out by the originals', async () => {
  const database = shop({ originals: [['canary-17@corp.com'], []] });
  const ports: PullPorts = {
    ...fakePorts(database),
    rows: inProcessRows(() => ({ push: (chunk) => chunk, end: () => Buffer.alloc(0), counts: () => [] })),
  };
  const { operations, snapshots } = pullCore(database, ports);
  const id = operations.start('snapshot-pull', input);
  await operations.wait(id, never);
  const { receipt } = (await snapshots.open(id, never)).manifest;
  expect(receipt.verdict).toBe('findings');
  expect(receipt.findings).toContainEqual({
    ...{ table: 'public.people', column: 'email', what: 'original', count: 1, expected: false },
  });
});
