import type { BakeSnapshot, SnapshotBakes } from '../datasets/snapshot-bakes.ts';
import { containerTarget } from '../postgres/container-target.ts';
import { restoreDatabase } from '../postgres/restore-database.ts';
import { tableText } from '../schema.ts';
import type { SnapshotReader } from './read-snapshot.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** Sessions that load side by side. */
const workers = 2;

/** Large objects as they are loaded: each is there, and holds nothing. */
async function* emptyObjects(oids: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const oid of oids) yield Buffer.from(`${oid}\t0\t\\\\x\n`);
}

/** The restore of a snapshot, each chunk verified before its rows go in. */
async function restore(
  reader: SnapshotReader,
  into: Parameters<SnapshotBakes['restore']>[1],
  say: Parameters<SnapshotBakes['restore']>[2],
  signal: AbortSignal,
): Promise<void> {
  const { engine, container, service: name, user, database } = into;
  const { manifest } = reader;
  const tables = manifest.tables
    .filter(({ chunks }) => chunks.length > 0)
    .toSorted((a, b) => b.bytes - a.bytes);
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const loaded = new Map<string, number>();
  const sum = (): number => [...loaded.values()].reduce((all, bytes) => all + bytes, 0);
  await restoreDatabase(
    {
      target: containerTarget({ engine, container, name, user, database }),
      preData: manifest.schema.preData,
      postData: manifest.schema.postData,
      tables: tables.map((table) => ({
        table: { schema: table.schema, name: table.name },
        columns: table.columns,
        rows: () => reader.rows(table, signal),
      })),
      largeObjects: manifest.largeObjects.length > 0 ? () => emptyObjects(manifest.largeObjects) : undefined,
      sequences: manifest.sequences,
      workers,
      onProgress(progress) {
        switch (progress.phase) {
          case 'rows':
            loaded.set(tableText(progress.table), progress.bytes);
            return say(sum(), total, `rows of ${tableText(progress.table)}`);
          case 'indexes':
          case 'foreign-keys':
            return say(total, total, `${progress.phase}: ${progress.done} of ${progress.of}`);
          case 'schema':
            return say(0, total, 'the schema');
          case 'large-objects':
            return say(total, total, 'large objects');
          case 'analyze':
          case 'others':
            return say(total, total, 'statistics and views');
        }
      },
    },
    signal,
  );
}

/** Snapshots of the store, as baking asks for them. */
export const createSnapshotBakes = (store: SnapshotStore): SnapshotBakes => ({
  async latest(project, dataset, signal): Promise<BakeSnapshot | undefined> {
    const found = (await store.list(signal)).find(
      (one) =>
        one.project === project && one.snapshot.dataset === dataset && one.snapshot.state === 'complete',
    );
    if (!found) return undefined;
    const { id, takenAt, service, engine } = found.snapshot;
    return { id, takenAt, service, engine };
  },
  async restore({ id }, into, say, signal) {
    const reader = await store.open(id, signal);
    await restore(reader, into, say, signal);
    return reader.manifest.tables.map(({ rows, hash, exact, ...table }) => ({
      name: tableText(table),
      rows,
      ...(exact ? { hash } : {}),
    }));
  },
});
