import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempMount } from '../../store/testing/temp-home.ts';
import { chunkBytes } from './cut-chunks.ts';
import { chunkHash, rowsHash } from './rows-hash.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { memorySecrets } from './testing/memory-secrets.ts';
import { putRows } from './testing/put-rows.ts';
import { sampleSnapshot } from './testing/sample-manifest.ts';
import { never, sampleRows, testStore, writeSample } from './testing/sample-snapshot.ts';
import { verifySnapshot } from './verify-snapshot.ts';

const one = '0000000000000001';
const two = '0000000000000002';

test('rows written in pieces side by side come back to the byte, in order, and verify', async () => {
  const { store, folder } = testStore();
  const pieces = [sampleRows(0, 150_000), sampleRows(150_000, 150_100), sampleRows(150_100, 400_000)];
  const whole = Buffer.concat(pieces);
  await writeSample(store, one, pieces);
  const reader = await store.open(one, never);
  const [table] = reader.manifest.tables;
  if (!table) throw new Error('no table');
  expect(table).toMatchObject({ rows: 400_000, bytes: whole.length });
  expect(table.chunks.every(({ bytes }) => bytes <= chunkBytes)).toBe(true);
  const back: Buffer[] = [];
  for await (const bytes of reader.rows(table, never)) back.push(bytes);
  expect(Buffer.concat(back).equals(whole)).toBe(true);
  expect(table.hash).toBe(rowsHash(back.map(chunkHash)));
  expect(await verifySnapshot(reader, never)).toMatchObject({ tables: 1, rows: 400_000 });
  const files = readdirSync(join(folder, one));
  expect(files.every((name) => (statSync(join(folder, one, name)).mode & 0o777) === 0o600)).toBe(true);
  expect(statSync(join(folder, one)).mode & 0o777).toBe(0o700);
  for (const name of files) {
    expect(readFileSync(join(folder, one, name)).includes('example.com')).toBe(false);
  }
});

test('nothing is complete before its manifest: what a dead writer left is swept, what is being made is not', async () => {
  const { store, folder } = testStore();
  await writeSample(store, one, [sampleRows(0, 10)]);
  const about = { project: '/project', snapshot: { ...sampleSnapshot(two), state: 'pulling' as const } };
  const writer = await store.create(two, about, never);
  const table = writer.table({ schema: 'public', name: 't', columns: [] });
  await putRows(table, 0, [sampleRows(0, 10)], never);
  expect((await store.list(never)).map(({ snapshot }) => snapshot.state)).toEqual(['pulling', 'complete']);
  expect(await store.sweep(never)).toEqual([]);
  await expect(store.open(two, never)).rejects.toMatchObject({ code: 'snapshot-missing' });

  // The same folder under the next core, which knows of no writer.
  mkdirSync(join(folder, 'notes of somebody'));
  const next = createSnapshotStore({ folder, secrets: memorySecrets() });
  expect(await next.sweep(never)).toEqual([two]);
  expect(readdirSync(folder).sort()).toEqual([one, 'notes of somebody']);
});

test('the same chunk is stored once, in a snapshot and over snapshots; removing one leaves the other', async () => {
  const { store, folder } = testStore();
  const rows = sampleRows(0, 1_000);
  const first = await writeSample(store, one, [rows, rows]);
  const [chunk, same] = first.tables[0]?.chunks ?? [];
  expect(same?.name).toBe(chunk?.name);
  await writeSample(store, two, [rows]);
  const shared = statSync(join(folder, two, `${chunk?.name}.chunk`));
  expect(shared.nlink).toBe(2);
  await store.remove(one);
  expect(readdirSync(folder)).toEqual([two]);
  expect(await verifySnapshot(await store.open(two, never), never)).toMatchObject({ rows: 1_000 });
});

test('any flipped byte of any file is found, and the file named', async () => {
  const { store, folder } = testStore();
  await writeSample(store, one, [sampleRows(0, 200), sampleRows(200, 300)]);
  const verify = async () => verifySnapshot(await store.open(one, never), never);
  for (const name of readdirSync(join(folder, one))) {
    const path = join(folder, one, name);
    const good = readFileSync(path);
    for (const at of good.keys()) {
      // Every byte of the heads, and a share of the rest.
      if (at > 60 && at % 41 !== 0) continue;
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, bad);
      await expect(verify()).rejects.toMatchObject({ code: 'snapshot-corrupt', details: { file: path } });
    }
    writeFileSync(path, good.subarray(0, -1));
    await expect(verify()).rejects.toMatchObject({ code: 'snapshot-corrupt', details: { file: path } });
    writeFileSync(path, good);
  }
  await verify();
});

test('chunks can not be exchanged, nor a manifest taken from another snapshot', async () => {
  const { store, folder } = testStore();
  const { tables } = await writeSample(store, one, [sampleRows(0, 200), sampleRows(200, 400)]);
  const paths = (tables[0]?.chunks ?? []).map(({ name }) => join(folder, one, `${name}.chunk`));
  const [a = '', b = ''] = paths;
  const [first, second] = [readFileSync(a), readFileSync(b)];
  writeFileSync(a, second);
  writeFileSync(b, first);
  await expect(verifySnapshot(await store.open(one, never), never)).rejects.toMatchObject({
    code: 'snapshot-corrupt',
    details: { file: a },
  });
  rmSync(b);
  writeFileSync(a, first);
  await expect(verifySnapshot(await store.open(one, never), never)).rejects.toThrow(`${b} is missing`);
  await writeSample(store, two, [sampleRows(0, 200)]);
  writeFileSync(join(folder, two, 'manifest'), readFileSync(join(folder, one, 'manifest')));
  await expect(store.open(two, never)).rejects.toMatchObject({ code: 'snapshot-corrupt' });
  expect((await store.list(never)).map(({ snapshot }) => [snapshot.id, snapshot.state])).toEqual([
    [one, 'complete'],
    [two, 'broken'],
  ]);
});

test('a lost key, another key, a newer format, a foreign file: each by its name', async () => {
  const { store, folder } = testStore();
  await writeSample(store, one, [sampleRows(0, 10)]);
  const lost = createSnapshotStore({ folder, secrets: memorySecrets() });
  await expect(lost.open(one, never)).rejects.toMatchObject({
    code: 'secrets-unavailable',
    message: 'The key of the snapshots is missing in memory.',
  });
  const other = memorySecrets();
  await other.set('snapshot-store-key', Buffer.alloc(32, 7).toString('base64'), never);
  const foreign = createSnapshotStore({ folder, secrets: other });
  await expect(foreign.open(one, never)).rejects.toThrow('was sealed with another key');
  const path = join(folder, one, 'manifest');
  writeFileSync(path, Buffer.concat([Buffer.from('BKLTMAN2'), Buffer.alloc(400)]));
  await expect(store.open(one, never)).rejects.toMatchObject({
    code: 'store-newer',
    details: { file: path },
  });
  writeFileSync(path, 'hello');
  await expect(store.open(one, never)).rejects.toThrow('is no file of a snapshot');
});

test('an id may be shortened while it is unique', async () => {
  const { store } = testStore();
  await writeSample(store, 'aa00000000000000', [sampleRows(0, 1)]);
  await writeSample(store, 'ab00000000000000', [sampleRows(0, 1)]);
  expect(await store.find('aa')).toBe('aa00000000000000');
  await expect(store.find('a')).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(store.find('c')).rejects.toMatchObject({ code: 'snapshot-missing' });
  await expect(store.remove('../aa')).rejects.toMatchObject({ code: 'snapshot-missing' });
});

test('an empty table, and a row longer than a chunk', async () => {
  const { store } = testStore();
  await writeSample(store, one, [Buffer.alloc(0)]);
  expect((await store.open(one, never)).manifest.tables[0]).toMatchObject({ rows: 0, chunks: [] });
  const long = Buffer.concat([Buffer.alloc(chunkBytes * 2 + 5, 'x'), Buffer.from('\n1\n')]);
  await writeSample(store, two, [long]);
  const reader = await store.open(two, never);
  expect(reader.manifest.tables[0]).toMatchObject({ rows: 2, bytes: long.length });
  await verifySnapshot(reader, never);
});

test('a cancelled write stops, and abandoning it leaves nothing', async () => {
  const { store, folder } = testStore();
  const about = { project: '/project', snapshot: sampleSnapshot(one) };
  const writer = await store.create(one, about, never);
  const cancel = new AbortController();
  const table = writer.table({ schema: 'public', name: 't', columns: [] });
  function* cancelled(): Generator<Buffer, void, void> {
    yield sampleRows(0, 100_000);
    cancel.abort();
  }
  await expect(putRows(table, 0, cancelled(), cancel.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await store.abandon(one);
  expect(readdirSync(folder)).toEqual([]);
});

const mount = tempMount;
test('a full disk is told by its name and loses nothing that was there', async ({ skip }) => {
  const small = mount('6m');
  if (!small) return skip('mounting needs root');
  const folder = join(small.path, 'snapshots');
  const store = createSnapshotStore({ folder, secrets: memorySecrets() });
  await writeSample(store, one, [sampleRows(0, 1_000)]);
  const noise = createHash('sha512');
  const pieces = Array.from({ length: 12 }, (_, index) => {
    const lines: string[] = [];
    for (let line = 0; line < 8_000; line += 1)
      lines.push(`${noise.copy().update(`${index}.${line}`).digest('base64')}\n`);
    return Buffer.from(lines.join(''));
  });
  await expect(writeSample(store, two, pieces)).rejects.toMatchObject({ code: 'disk-full', retryable: true });
  await store.abandon(two);
  expect(readdirSync(folder)).toEqual([one]);
  await verifySnapshot(await store.open(one, never), never);
  small.remount('ro');
  await expect(writeSample(store, two, [sampleRows(0, 10)])).rejects.toMatchObject({ code: 'home-readonly' });
  await verifySnapshot(await store.open(one, never), never);
});
