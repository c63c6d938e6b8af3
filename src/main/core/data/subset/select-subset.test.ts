import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { BacklotError } from '../../../../shared/errors.ts';
import { tableText } from '../schema.ts';
import { chooseRows } from './choose-rows.ts';
import { openSubset } from './open-subset.ts';
import { planSubset } from './plan-subset.ts';
import { createRowFilter } from './row-filter.ts';
import { type SelectOptions, selectSubset } from './select-subset.ts';
import type { SubsetRequest } from './subset-plan.ts';
import { copyText, type Meaning, modelKey, modelSource } from './testing/model-source.ts';
import { naiveClosure } from './testing/naive-closure.ts';
import {
  columnOf,
  foreignKeyOf,
  type Model,
  randomFrom,
  randomModel,
  tableOf,
} from './testing/random-data.ts';

const secret = Buffer.alloc(32, 7);
const { signal } = new AbortController();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlot subset-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});
const options = (): SelectOptions => ({ folder, secret, choose: chooseRows });
const inThread = (): SelectOptions => ({ folder, secret });

const conditions: Readonly<Record<string, Meaning>> = {
  "tag = '1'": ({ tag }) => tag === '1',
  "id = '0'": ({ id }) => id === '0',
  "label = 'plain'": ({ label }) => label === 'plain',
  true: () => true,
  false: () => false,
};

/** A request that fits the model: some roots, some rules along its edges. */
function randomRequest(model: Model, seed: number): SubsetRequest {
  const random = randomFrom(seed);
  const names = model.schema.tables.map(({ name }) => name);
  const roots = names
    .filter(() => random.chance(0.3))
    .map((name) => [name, random.pick(Object.keys(conditions)) ?? 'true']);
  const edges = model.schema.tables.flatMap(({ foreignKeys }) =>
    foreignKeys
      .filter(() => random.chance(0.4))
      .map(({ name }) => ({
        edge: name,
        ...(random.chance(0.2) ? { follow: false } : {}),
        ...(random.chance(0.5) ? { limit: random.below(4) } : {}),
        ...(random.chance(0.3) ? { depth: random.below(4) } : {}),
      })),
  );
  return {
    roots: Object.fromEntries(roots),
    edges,
    polymorphic: model.polymorphic,
    ...(random.chance(0.3) ? { percent: 1 + random.below(100) } : {}),
    ...(random.chance(0.3) ? { depth: random.below(4) } : {}),
  };
}

test.each(Array.from({ length: 150 }, (_, seed) => seed))(
  'the closure is that of the plainest loops, nothing dangles (seed %i)',
  async (seed) => {
    const model = randomModel(seed);
    const plan = planSubset(model.schema, randomRequest(model, seed + 1000));
    const source = modelSource(model, plan, conditions, randomFrom(seed + 2000));
    const subset = await selectSubset(model.schema, plan, source, undefined, options(), signal);
    const expected = naiveClosure(model, plan, conditions, secret);
    try {
      for (const { table } of plan.tables) {
        const text = tableText(table);
        const rows = model.rows.get(table.name) ?? [];
        const keeps = subset.keeps(table);
        const kept = rows.filter((row) => keeps?.has(modelKey(plan, text, row)));
        const wanted = rows.filter((row) => expected.get(text)?.has(row));
        // Of a table without a key, rows that are alike share their fate.
        const alike = new Set(wanted.map((row) => modelKey(plan, text, row).toString()));
        expect(kept).toEqual(rows.filter((row) => alike.has(modelKey(plan, text, row).toString())));
      }
      for (const name of plan.whole) expect(subset.keeps(name)).toBeUndefined();
    } finally {
      subset.close();
    }
  },
);

const shop: Model = {
  schema: {
    tables: [
      tableOf('people', {
        columns: [columnOf('email', { nullable: false }), columnOf('boss')],
        keys: [{ name: 'people_pkey', primary: true, columns: ['email'] }],
        foreignKeys: [foreignKeyOf(['boss'], 'people', ['email'])],
      }),
      tableOf('notes', {
        columns: [columnOf('who'), columnOf('text')],
        foreignKeys: [foreignKeyOf(['who'], 'people', ['email'], { virtual: true })],
      }),
      tableOf('settings', { columns: [columnOf('name')] }),
    ],
  },
  rows: new Map([
    [
      'people',
      [
        { email: 'ann@example.com', boss: null },
        { email: 'bob@example.com', boss: 'ann@example.com' },
        { email: 'eve@example.com', boss: 'bob@example.com' },
        { email: 'zoe@example.com', boss: null },
      ],
    ],
    [
      'notes',
      [
        { who: 'bob@example.com', text: 'a' },
        { who: 'gone@example.com', text: 'b' },
        { who: null, text: 'c' },
      ],
    ],
  ]),
  polymorphic: [],
};
const bobs: Readonly<Record<string, Meaning>> = { bob: ({ email }) => email === 'bob@example.com' };

async function shopSubset(given = options()) {
  const plan = planSubset(shop.schema, { roots: { people: 'bob' } });
  const source = modelSource(shop, plan, bobs, randomFrom(1));
  return { plan, subset: await selectSubset(shop.schema, plan, source, undefined, given, signal) };
}

describe('a selection', () => {
  test.each([
    ['in this thread', options],
    ['in a thread of its own', inThread],
  ])('%s: has counts and notes, filters rows, and leaves nothing behind', async (_, how) => {
    const { plan, subset } = await shopSubset(how());
    expect(subset.counts).toEqual([
      { table: 'public.people', rows: 4, kept: 3 },
      { table: 'public.notes', rows: 3, kept: 1 },
    ]);
    expect(subset.notes).toEqual([]);
    const [people] = plan.tables;
    const keeps = people && subset.keeps(people.table);
    const filter = createRowFilter(['boss', 'email'], [1], keeps?.has ?? (() => false));
    const rows = (shop.rows.get('people') ?? []).map(
      ({ boss, email }) => `${copyText(boss)}\t${copyText(email)}\n`,
    );
    expect(filter.push(Buffer.from(rows.join(''))).toString()).toBe(rows.slice(0, 3).join(''));
    expect(filter.counts()).toEqual({ rows: 4, kept: 3 });
    subset.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a kept row that refers to nothing in the source either is told, without its value', async () => {
    const plan = planSubset(shop.schema, { roots: { people: 'bob', notes: 'all' } });
    const source = modelSource(shop, plan, { ...bobs, all: () => true }, randomFrom(1));
    const subset = await selectSubset(shop.schema, plan, source, undefined, options(), signal);
    expect(subset.notes).toEqual([
      '1 row refers to nothing in the source either: public.notes.who > public.people.',
    ]);
    subset.close();
  });

  test.each([
    ['from memory', {}],
    ['from the file', { inMemory: 0 }],
  ])('can be asked from elsewhere by its handle, %s', async (_, how) => {
    const { subset } = await shopSubset({ ...options(), ...how });
    const other = openSubset(structuredClone(subset.handle));
    const people = other.keeps({ schema: 'public', name: 'people' });
    expect(people?.columns).toEqual(['email']);
    expect(people?.has(Buffer.from('bob@example.com'))).toBe(true);
    expect(people?.has(Buffer.from('zoe@example.com'))).toBe(false);
    other.close();
    subset.close();
  });

  test('no key reaches the disk as it is, and the file is for its owner alone', async () => {
    const { subset } = await shopSubset();
    const bytes = readFileSync(subset.handle.file);
    for (const text of ['ann@', 'bob@', 'example', 'gone']) expect(bytes.includes(text)).toBe(false);
    expect(statSync(subset.handle.file).mode & 0o777).toBe(0o600);
    subset.close();
  });

  test('the same share is the same rows each time, and about as many as were asked for', async () => {
    const rows = Array.from({ length: 4000 }, (_, id) => ({ id: String(id) }));
    const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
    const many: Model = {
      schema: { tables: [tableOf('many', { columns: [columnOf('id')], keys, rows: 4000 })] },
      rows: new Map([['many', rows]]),
      polymorphic: [],
    };
    const plan = planSubset(many.schema, { roots: {}, percent: 5 });
    const once = async (): Promise<readonly boolean[]> => {
      const source = modelSource(many, plan, {}, randomFrom(3));
      const subset = await selectSubset(many.schema, plan, source, undefined, options(), signal);
      const keeps = subset.keeps({ schema: 'public', name: 'many' });
      const chosen = rows.map(({ id }) => keeps?.has(Buffer.from(id)) ?? false);
      subset.close();
      return chosen;
    };
    const first = await once();
    expect(await once()).toEqual(first);
    const count = first.filter(Boolean).length;
    expect([count > 140, count < 260]).toEqual([true, true]);
  });
});

describe('what goes wrong', () => {
  const plan = planSubset(shop.schema, { roots: { people: 'bob' } });
  const failing = (text: string) => ({ copyOut: () => Promise.resolve(Readable.from([Buffer.from(text)])) });
  const selecting = (source: Parameters<typeof selectSubset>[2], given = signal) =>
    selectSubset(shop.schema, plan, source, undefined, inThread(), given);

  test.each([
    ['a row that is cut off', 't\tann@example.com'],
    ['another number of fields', 't\tann\tb\tc\n'],
  ])('%s: unreadable, and never quoted', async (_, text) => {
    await expect(selecting(failing(text))).rejects.toMatchObject({
      code: 'data-unreadable',
      message: expect.not.stringContaining('ann'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a condition that the database refuses is named', async () => {
    const refused = new BacklotError('source-failed', 'column "bob" does not exist');
    await expect(selecting({ copyOut: () => Promise.reject(refused) })).rejects.toMatchObject({
      code: 'config-invalid',
      message: 'The subset condition of public.people is refused: column "bob" does not exist',
    });
  });

  test('cancelling ends it, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const endless = Readable.from(
      (function* () {
        for (;;) {
          yield Buffer.from('f\ta@example.com\t\\N\n');
          if (!stop.signal.aborted) stop.abort(new BacklotError('cancelled', 'Cancelled.'));
        }
      })(),
    );
    const source = { copyOut: () => Promise.resolve(endless) };
    await expect(selecting(source, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder that is not there', async () => {
    const nowhere = { folder: join(folder, randomBytes(4).toString('hex'), 'x'), secret };
    await expect(selectSubset(shop.schema, plan, failing(''), undefined, nowhere, signal)).rejects.toThrow();
  });
});
