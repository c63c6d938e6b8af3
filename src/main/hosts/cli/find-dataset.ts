import { BacklotError } from '../../../shared/errors.ts';
import { nearestName } from '../../core/project/nearest-name.ts';

/**
 * The dataset of that name.
 * @throws BacklotError `dataset-unknown` with the nearest name and those there are
 */
export function findDataset<T extends { readonly name: string }>(wanted: string, datasets: readonly T[]): T {
  const found = datasets.find(({ name }) => name === wanted);
  if (found) return found;
  const names = datasets.map(({ name }) => name);
  const near = nearestName(wanted, names);
  const there =
    names.length === 0
      ? 'There are none yet: declare one under datasets in backlot.yaml, or keep what is there with backlot dataset save.'
      : `There are: ${names.join(', ')}.`;
  throw new BacklotError('dataset-unknown', `There is no dataset "${wanted}".`, {
    hint: near === undefined ? there : `Did you mean "${near}"? ${there}`,
    details: { dataset: wanted, datasets: names },
  });
}
