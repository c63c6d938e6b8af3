import { BacklotError } from '../../../shared/errors.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

type Known = Pick<Snapshot, 'id' | 'dataset' | 'state'>;

const listed = (some: readonly Known[]): string =>
  `${some
    .slice(0, 5)
    .map(({ id, dataset }) => `${id.slice(0, 12)} (${dataset})`)
    .join(', ')}${some.length > 5 ? ` and ${some.length - 5} more` : ''}`;

/**
 * The snapshot of an id, a unique beginning of one, or the newest complete one of a dataset by its name.
 * `snapshots` are newest first.
 * @throws BacklotError `snapshot-missing` when none or more than one is meant
 */
export function findSnapshot<T extends Known>(wanted: string, snapshots: readonly T[]): T {
  const exact = snapshots.find(({ id }) => id === wanted);
  const ofDataset = snapshots.filter(({ dataset }) => dataset === wanted);
  const found = exact ?? ofDataset.find(({ state }) => state === 'complete') ?? ofDataset[0];
  if (found) return found;
  const begun = snapshots.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  const [only] = begun;
  if (only && begun.length === 1) return only;
  const details = { snapshot: wanted, snapshots: (only ? begun : snapshots).map(({ id }) => id) };
  if (only) {
    throw new BacklotError('snapshot-missing', `${begun.length} snapshots begin with "${wanted}".`, {
      hint: `Write more of the id: ${listed(begun)}.`,
      details,
    });
  }
  throw new BacklotError('snapshot-missing', `There is no snapshot "${wanted}".`, {
    hint:
      snapshots.length === 0
        ? 'There are none yet; to take one: backlot snapshot pull <dataset>'
        : `There are: ${listed(snapshots)}.`,
    details,
  });
}
