import { BacklotError } from '../../../shared/errors.ts';
import type { Checkpoint } from '../../../shared/model/data.ts';
import { nearestName } from '../../core/project/nearest-name.ts';

type Known = Pick<Checkpoint, 'id' | 'name' | 'reason'>;

const describe = ({ id, name, reason }: Known): string => `${id.slice(0, 12)} (${name ?? reason})`;

/** A few of them; the list has all. */
const listed = (some: readonly Known[]): string =>
  `${some.slice(0, 5).map(describe).join(', ')}${some.length > 5 ? ` and ${some.length - 5} more` : ''}`;

/**
 * The checkpoint of a name, an id, or a unique beginning of an id. A name wins over a beginning.
 * @throws BacklotError `checkpoint-unknown` when none or more than one is meant
 */
export function findCheckpoint<T extends Known>(wanted: string, checkpoints: readonly T[]): T {
  const exact = checkpoints.find(({ id, name }) => id === wanted || name === wanted);
  if (exact) return exact;
  const begun = checkpoints.filter(({ id }) => wanted !== '' && id.startsWith(wanted));
  const [only] = begun;
  if (only && begun.length === 1) return only;
  const details = { checkpoint: wanted, checkpoints: (only ? begun : checkpoints).map(({ id }) => id) };
  if (only) {
    throw new BacklotError('checkpoint-unknown', `${begun.length} checkpoints begin with "${wanted}".`, {
      hint: `Write more of the id: ${listed(begun)}.`,
      details,
    });
  }
  const names = checkpoints.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const near = nearestName(wanted, names);
  const there = checkpoints.length === 0 ? 'There are none yet.' : `There are: ${listed(checkpoints)}.`;
  throw new BacklotError('checkpoint-unknown', `There is no checkpoint "${wanted}".`, {
    hint: near === undefined ? there : `Did you mean "${near}"? ${there}`,
    details,
  });
}
