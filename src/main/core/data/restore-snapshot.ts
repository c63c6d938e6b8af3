import type { SnapshotBakes } from './datasets/snapshot-bakes.ts';
import { containerTarget } from './postgres/container-target.ts';
import { restoreDatabase } from './postgres/restore-database.ts';
import { tableText } from './schema.ts';
import type { SnapshotManifest } from './snapshots/manifest.ts';
import type { SnapshotStore } from './snapshots/snapshot-store.ts';

/** Sessions that load beside each other. */
const workers = 2;

/**
 * Tables whose rows must be in the database to the letter: where a mask has written a value, the server may
 * write the same value in other letters.
 */
function keptTables({ receipt }: SnapshotManifest): ReadonlySet<string> {
  const masked = new Set(
    receipt.columns.flatMap(({ table, rule }) => (rule.startsWith('keep') ? [] : [table])),
  );
  return new Set(receipt.tables.map(({ name }) => name).filter((name) => !masked.has(name)));
}

/** What baking asks of the snapshots in the data directory. */
export const snapshotBakes = (store: SnapshotStore): SnapshotBakes => ({
  async latest(project, dataset, signal) {
    const found = (await store.list(signal)).find(
      (one) =>
        one.project === project && one.snapshot.dataset === dataset && one.snapshot.state === 'complete',
    );
    if (found === undefined) return undefined;
    const { id, takenAt, service, engine } = found.snapshot;
    return { id, takenAt, service, engine };
  },

  async restore({ id }, { engine, container, service, user, database }, say, signal) {
    const reader = await store.open(id, signal);
    const { manifest } = reader;
    const total = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0);
    const target = containerTarget({ engine, container, name: service, user, database });
    let done = 0;
    await restoreDatabase(
      {
        target,
        preData: manifest.schema.preData,
        postData: manifest.schema.postData,
        tables: manifest.tables
          .filter(({ rows }) => rows > 0)
          .toSorted((a, b) => b.bytes - a.bytes)
          .map((table) => ({
            table,
            columns: table.columns,
            rows: async function* () {
              for await (const chunk of reader.rows(table, signal)) {
                done += chunk.length;
                say(done, total, tableText(table));
                yield chunk;
              }
            },
          })),
        sequences: manifest.sequences,
        workers,
        onProgress(progress) {
          if (progress.phase === 'indexes') say(done, total, `index ${progress.done} of ${progress.of}`);
          if (progress.phase === 'foreign-keys')
            say(done, total, `foreign key ${progress.done} of ${progress.of}`);
          if (progress.phase === 'analyze') say(done, total, 'counting for the planner');
        },
      },
      signal,
    );
    const oids = manifest.largeObjects.filter((oid) => /^\d+$/.test(oid));
    if (oids.length > 0)
      await target.run(oids.map((oid) => `SELECT pg_catalog.lo_create(${oid});`).join('\n'), signal);
    const kept = keptTables(manifest);
    return manifest.receipt.tables.map(({ name, rows, hash }) =>
      kept.has(name) ? { name, rows, hash } : { name, rows },
    );
  },
});
