import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ErrorCode, errorToWire, type WireError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { tempMount } from '../../store/testing/temp-home.ts';
import { storedSnapshots } from '../datasets/stored-snapshots.ts';
import { introspect } from '../postgres/introspect.ts';
import { checkMasking, type MaskingParts, scanMasking, setRule, writeMasking } from '../rules/masking.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshot-store.ts';
import { loadStoreKeys } from './store-key.ts';
import { badPulls, replace } from './testing/bad-pulls.ts';
import { type BadWorld, goodMasking, startBadWorld } from './testing/bad-world.ts';
import { memorySecrets } from './testing/memory-secrets.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

/** An error has the code, names what it is about, and says what to do next. */
function isSaid(error: WireError | undefined, code: ErrorCode, names: readonly string[]): void {
  expect(error).toMatchObject({ code });
  for (const name of names) expect(error?.message).toContain(name);
  expect(error?.hint).toMatch(/\w/);
}

const failureOf = (work: Promise<unknown>): Promise<WireError | undefined> =>
  work.then(() => undefined, errorToWire);

/** Another last byte. */
function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const same = (text: string): string => text;

type Look = (
  parts: MaskingParts,
  place: { readonly project: string; readonly environment: string },
) => Promise<unknown>;

const check: Look = (parts, place) => checkMasking(parts, place, never);
const scan: Look = (parts, place) => scanMasking(parts, place, never);
const write: Look = (parts, place) => writeMasking(parts, place, never);
const scanFile =
  (file: string): Look =>
  (parts, place) =>
    scanMasking(parts, { ...place, file }, never);
const rule =
  (column: string, text: string): Look =>
  (parts, place) =>
    setRule(parts, { ...place, table: 'public.people', column, text }, never);

interface LookRow {
  readonly what: string;
  readonly look: Look;
  readonly edit?: (masking: string) => string;
  readonly user?: string;
  readonly code: ErrorCode;
  readonly names: readonly string[];
}

const denied = {
  user: 'nosy',
  code: 'source-denied',
  names: ['staging denied the user', 'table orders'],
} as const;
const leadsNowhere = 'virtual-keys:\n  - { from: public.orders.note, to: public.people.nick }\n';
const unfit = 'mask-rule-invalid';

const looks: readonly LookRow[] = [
  {
    what: 'check: no YAML',
    look: check,
    edit: replace('email: {', 'email: ['),
    code: unfit,
    names: ['db/masking.yaml:5:'],
  },
  {
    what: 'check: a key that leads nowhere',
    look: check,
    edit: (text) => text + leadsNowhere,
    code: unfit,
    names: ['db/masking.yaml', 'public.people.nick'],
  },
  { what: 'check: a role without rights', look: check, ...denied },
  { what: 'scan: a role without rights', look: scan, ...denied },
  {
    what: 'scan that writes: a role without rights',
    look: write,
    edit: replace('    email: { mask: email }\n', ''),
    ...denied,
  },
  {
    what: 'scan: a file outside of the project',
    look: scanFile('../rules.yaml'),
    code: 'invalid-input',
    names: ['../rules.yaml'],
  },
  { what: 'scan: a folder for a file', look: scanFile('db'), code: unfit, names: ['db is a folder'] },
  {
    what: 'rule: a column that is not there',
    look: rule('emial', 'keep'),
    code: 'not-found',
    names: ['public.people has no column emial'],
  },
  {
    what: 'rule: no such transformer',
    look: rule('email', '{ mask: emial }'),
    code: unfit,
    names: ['"emial"'],
  },
];

/** What is done to the files of a snapshot, and the file that is told with what is wrong. */
const damages: readonly (readonly [string, (path: (end: string) => string) => void, string, string])[] = [
  ['a chunk that was changed', (path) => flip(path('.chunk')), '.chunk', 'was changed or damaged'],
  ['a chunk that is missing', (path) => rmSync(path('.chunk')), '.chunk', 'is missing'],
  ['a chunk that was cut off', (path) => truncateSync(path('.chunk'), 20), '.chunk', '.chunk'],
  ['a manifest that was changed', (path) => flip(path('manifest')), 'manifest', 'was changed or damaged'],
  [
    'a file of something else',
    (path) => writeFileSync(path('manifest'), '{ "version": 1 }'),
    'manifest',
    'is no file of a snapshot',
  ],
  [
    'an empty manifest',
    (path) => writeFileSync(path('manifest'), ''),
    'manifest',
    'is no file of a snapshot',
  ],
];

describe.skipIf(skipped)(`bad input${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let world: BadWorld;
  let good = '';
  beforeAll(async () => {
    engine = await connectLocal(never);
    world = await startBadWorld(engine);
  });
  afterAll(async () => {
    await world?.close();
    engine.close();
  });

  test('a good pull first; a standby that nothing disturbs is a source like any other', async () => {
    const { pull, store } = world;
    expect(await pull({ open: ({ open, standby }) => open({ container: standby.id }) })).toBeUndefined();
    const [first] = await store.list(never);
    await store.remove(first?.snapshot.id ?? '');
    expect(await pull({})).toBeUndefined();
    good = (await store.list(never))[0]?.snapshot.id ?? '';
    world.keepWhatIsThere();
    await world.nothingIsLeft();
  });

  test.each(badPulls)('pull: %s', async (_, given, code, names) => {
    isSaid(await world.pull(given), code, names);
    await world.nothingIsLeft();
  });

  test('pull: a full disk', async ({ skip }) => {
    const small = tempMount('256k');
    if (!small) return skip('mounting needs root');
    const folder = join(small.path, 'snapshots');
    const store = createSnapshotStore({ folder, secrets: world.secrets });
    isSaid(await world.pull({ store }), 'disk-full', [small.path, 'is full']);
    expect(readdirSync(folder)).toEqual([]);
    await world.nothingIsLeft();
  });

  test.each(looks)('$what', async ({ look, edit = same, user, code, names }) => {
    const text = edit(goodMasking);
    world.writeMasking(text);
    const parts: MaskingParts = {
      openSource: () => world.open(user === undefined ? {} : { user }),
      introspect: (source) => introspect(source, never),
      previewRule: async () => ({ rows: [], leaks: [] }),
    };
    isSaid(await failureOf(look(parts, { project: world.project, environment: 'staging' })), code, names);
    expect(world.readMasking()).toBe(text);
    await world.nothingIsLeft();
  });

  const copied = (): string => {
    const to = join(world.temporary(), 'snapshots');
    cpSync(world.folder, to, { recursive: true });
    return to;
  };

  test.each(damages)('verify: %s', async (_, damage, file, says) => {
    const folder = copied();
    const names = (): readonly string[] => readdirSync(join(folder, good)).sort();
    damage((end) => join(folder, good, names().find((name) => name.endsWith(end)) ?? ''));
    const left = names();
    const error = await world.verify(createSnapshotStore({ folder, secrets: world.secrets }), good);
    isSaid(error, 'snapshot-corrupt', [good, says]);
    expect(String(error?.details.file)).toMatch(new RegExp(`${good}/[^/]*${file}$`));
    expect(names()).toEqual(left);
    await world.nothingIsLeft();
  });

  const bake = (store: SnapshotStore): Promise<unknown> => {
    const { id: container } = world.primary;
    const into = { engine, container, service: 'db', user: 'shop', database: 'copy' };
    const snapshot = { id: good, takenAt: 0, service: 'db', engine: '' };
    return storedSnapshots(store).restore(snapshot, into, () => {}, never);
  };

  test('a snapshot of another machine is neither verified nor baked, nor lost over it', async () => {
    const folder = copied();
    const secrets = memorySecrets();
    await loadStoreKeys(secrets, async () => false, never);
    const store = createSnapshotStore({ folder, secrets });
    const said = ['manifest was sealed with another key'];
    isSaid(await world.verify(store, good), 'snapshot-corrupt', said);
    isSaid(await failureOf(bake(store)), 'snapshot-corrupt', said);
    expect(await storedSnapshots(store).latest(world.project, 'staging', never)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([good]);
    await world.nothingIsLeft();
  });

  test('snapshots whose key is lost get no other one over them', async () => {
    const folder = copied();
    const secrets = memorySecrets();
    const store = createSnapshotStore({ folder, secrets });
    const said = ['The key of the snapshots is missing in memory'];
    isSaid(await world.verify(store, good), 'secrets-unavailable', said);
    isSaid(await failureOf(bake(store)), 'secrets-unavailable', said);
    isSaid(await world.pull({ store }), 'secrets-unavailable', said);
    expect(readdirSync(folder)).toEqual([good]);
    await world.nothingIsLeft();
  });

  test('verify: a snapshot that is not there', async () => {
    isSaid(await world.verify(world.store, 'abcdef0123456789'), 'snapshot-missing', ['"abcdef0123456789"']);
  });
});
