import { BacklotError } from '../../../../shared/errors.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import { serverVersion } from './check-database.ts';
import type { FillPlace } from './fill-from-seeds.ts';
import type { BakeSnapshot, ExpectedTable, SnapshotBakes } from './snapshot-bakes.ts';

/** The error of a dataset whose snapshot is not there yet. */
export const snapshotMissing = (dataset: string): BacklotError =>
  new BacklotError('snapshot-missing', `No snapshot was pulled for the dataset ${dataset} yet.`, {
    hint: `Pull one: backlot snapshot pull ${dataset}`,
    details: { dataset },
  });

const major = (engine: string): string | undefined => /\d+/.exec(engine)?.[0];

/** A snapshot that was restored, and what must be in the database of the service now. */
export interface RestoredSnapshot {
  readonly snapshot: BakeSnapshot;
  readonly service: string;
  readonly tables: readonly ExpectedTable[];
}

/**
 * Restores the newest snapshot of a dataset into the server of the same service, and answers which it was.
 * @throws BacklotError `snapshot-missing`, `bake-failed` where no service can take it, or what the restore throws.
 */
export async function fillFromSnapshot(
  { databases }: FillPlace,
  { project, dataset }: { readonly project: string; readonly dataset: string },
  snapshots: SnapshotBakes,
  { signal, progress }: StepContext,
): Promise<RestoredSnapshot> {
  const snapshot = await snapshots.latest(project, dataset, signal);
  if (snapshot === undefined) throw snapshotMissing(dataset);
  const database = databases.find(({ service }) => service === snapshot.service) ?? databases[0];
  if (database === undefined)
    throw new BacklotError(
      'bake-failed',
      `This stack has no PostgreSQL service for the snapshot ${snapshot.id}.`,
      {
        hint: `It was taken from the service ${snapshot.service}: bake it in an environment that has one.`,
        details: { snapshot: snapshot.id },
      },
    );
  const version = await serverVersion(database, signal);
  if (major(version) !== major(snapshot.engine))
    throw new BacklotError(
      'bake-failed',
      `The snapshot ${snapshot.id} is of ${snapshot.engine}, and ${database.service} runs ${version} here.`,
      {
        hint: `Give ${database.service} the same major version as its source, then bake again.`,
        details: { snapshot: snapshot.id, service: database.service },
      },
    );
  const say = (done: number, total: number, text: string): void => progress(done, total, 'bytes', text);
  const tables = await snapshots.restore(snapshot, database, say, signal);
  return { snapshot, service: database.service, tables };
}
