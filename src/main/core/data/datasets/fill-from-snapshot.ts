import { BacklotError } from '../../../../shared/errors.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import type { FillPlace } from './fill-from-seeds.ts';
import type { BakeSnapshot, Restored, SnapshotBakes } from './snapshot-bakes.ts';

/** The error of a dataset whose snapshot is not there yet. */
export const snapshotMissing = (dataset: string): BacklotError =>
  new BacklotError('snapshot-missing', `No snapshot was pulled for the dataset ${dataset} yet.`, {
    hint: `Pull one: backlot snapshot pull ${dataset}. Or in one go: backlot dataset bake ${dataset} --pull`,
    details: { dataset },
  });

/** A snapshot that was restored, and what must be in the database of the service now. */
export interface RestoredSnapshot extends Restored {
  readonly snapshot: BakeSnapshot;
  readonly service: string;
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
  const say = (done: number, total: number, text: string): void => progress(done, total, 'bytes', text);
  const restored = await snapshots.restore(snapshot, database, say, signal);
  return { snapshot, service: database.service, ...restored };
}
