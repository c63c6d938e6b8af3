import { BacklotError } from '../../../../shared/errors.ts';
import { engineInfo } from '../../docker/engine-info.ts';
import { containerTarget } from '../postgres/container-target.ts';
import { type RestoreProgress, restoreDatabase, type TakenRows } from '../postgres/restore-database.ts';
import { sqlLiteral, sqlName, sqlTable } from '../postgres/sql-text.ts';
import { tableText } from '../schema.ts';
import type { ManifestTable, SnapshotManifest } from '../snapshots/manifest.ts';
import type { SnapshotStore } from '../snapshots/snapshot-store.ts';
import { type BakeDatabase, runScript } from './bake-database.ts';
import type { ExpectedTable, Restored, SnapshotBakes } from './snapshot-bakes.ts';

/** Sessions that load side by side: one for each of the host's processors, within what its memory bears. */
const sessionsFor = (cpus: number): number => Math.min(4, Math.max(2, cpus));

/** What each table of a snapshot must hold after a restore. Pure. */
export const expectedTables = ({ tables }: Pick<SnapshotManifest, 'tables'>): readonly ExpectedTable[] =>
  tables.map(({ rows, hash, ...table }) => ({ name: tableText(table), rows, hash }));

/** A truly empty database: what the image's own first start put into it would be in the way. */
const recreate = (name: string, encoding: string, major: number): string =>
  String.raw`select pg_catalog.current_setting('server_version_num')::int / 10000 = ${major} as fits \gset
\if :fits
drop database if exists ${sqlName(name)};
create database ${sqlName(name)} template template0 encoding ${sqlLiteral(encoding)};
\endif
show server_version;`;

const major = (engine: string): number => Number(/\d+/.exec(engine)?.[0] ?? 0);

const otherVersion = (
  { id, engine }: SnapshotManifest,
  { service }: BakeDatabase,
  version: string,
): BacklotError =>
  new BacklotError(
    'bake-failed',
    `The snapshot ${id} is of ${engine}, and ${service} runs ${version} here.`,
    {
      hint: `Give ${service} the same major version as its source, then bake again.`,
      details: { snapshot: id, service },
    },
  );

const makeLargeObjects = (oids: readonly string[]): string =>
  `select count(pg_catalog.lo_create(id)) from unnest(array[${oids.join(', ')}]::oid[]) made(id)
where not exists (select from pg_catalog.pg_largeobject_metadata where oid = id);`;

/** Says how far a restore is: rows by bytes, then what is built on them. */
function tell(
  tables: readonly ManifestTable[],
  say: (done: number, total: number, text: string) => void,
): (progress: RestoreProgress) => void {
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const loaded = new Map<string, number>();
  const done = (): number => [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
  return (progress) => {
    switch (progress.phase) {
      case 'rows': {
        const name = tableText(progress.table);
        loaded.set(name, progress.bytes);
        say(done(), total, `restoring ${name}`);
        return;
      }
      case 'large-objects':
        say(done(), total, 'restoring large objects');
        return;
      case 'indexes':
        say(total, total, `building indexes, ${progress.done} of ${progress.of}`);
        return;
      case 'foreign-keys':
        say(total, total, `checking foreign keys, ${progress.done} of ${progress.of}`);
        return;
      case 'schema':
        say(0, total, 'making the schema');
        return;
      case 'analyze':
        say(total, total, 'analysing');
        return;
      case 'others':
        say(total, total, 'making what is built on the tables');
        return;
    }
  };
}

async function restore(
  { manifest, rows }: Awaited<ReturnType<SnapshotStore['open']>>,
  database: BakeDatabase,
  say: (done: number, total: number, text: string) => void,
  signal: AbortSignal,
): Promise<Pick<Restored, 'engine' | 'taken'>> {
  const { service, database: name } = database;
  const script = recreate(name, manifest.encoding, major(manifest.engine));
  const said = await runScript({ ...database, database: 'template1' }, script, signal);
  const version = `PostgreSQL ${said.trim().split(' ')[0]}`;
  if (major(version) !== major(manifest.engine)) throw otherVersion(manifest, database, version);
  const { cpus } = await engineInfo(database.engine, signal);
  const target = containerTarget({ ...database, name: service });
  const bySize = manifest.tables.toSorted((a, b) => b.bytes - a.bytes);
  let taken: TakenRows;
  try {
    taken = await restoreDatabase(
      {
        target,
        preData: manifest.schema.preData,
        postData: manifest.schema.postData,
        tables: bySize.map((table) => ({
          table,
          columns: table.columns,
          rows: () => rows(table, signal),
        })),
        sequences: manifest.sequences,
        workers: sessionsFor(cpus),
        onProgress: tell(manifest.tables, say),
      },
      signal,
    );
  } catch (error) {
    // To the restore this server is a source like any other; to who bakes, the bake has failed.
    if (!(error instanceof BacklotError) || !error.code.startsWith('source-')) throw error;
    throw new BacklotError('bake-failed', error.message, {
      hint: 'Check that the image has the extensions of its source, then bake again.',
      details: { ...error.details, snapshot: manifest.id },
      cause: error,
    });
  }
  if (manifest.largeObjects.length > 0) await target.run(makeLargeObjects(manifest.largeObjects), signal);
  const known = manifest.tables.flatMap((table) => {
    const count = taken.get(sqlTable(table));
    return count === undefined ? [] : [{ name: tableText(table), rows: count }];
  });
  return { engine: version, taken: known };
}

/** The snapshots of the data directory, for baking. */
export function storedSnapshots(store: Pick<SnapshotStore, 'list' | 'open'>): SnapshotBakes {
  return {
    async latest(project, dataset, signal) {
      const all = await store.list(signal);
      const found = all.find(
        (one) =>
          one.project === project && one.snapshot.dataset === dataset && one.snapshot.state === 'complete',
      );
      if (found === undefined) return undefined;
      const { id, takenAt, service, engine } = found.snapshot;
      return { id, takenAt, service, engine };
    },
    async restore({ id }, database, say, signal) {
      const reader = await store.open(id, signal);
      const restored = await restore(reader, database, say, signal);
      return { ...restored, tables: expectedTables(reader.manifest) };
    },
  };
}
