import type { SubsetOfDataset } from '../../../../shared/config/backlot-yaml.ts';
import type { SubsetRequest } from './subset-plan.ts';

/**
 * What a dataset of backlot.yaml asks for; undefined when that is all rows. A percentage that is asked for by
 * hand stands instead of the dataset's own and of its conditions; what is followed stays.
 */
export function subsetRequest(
  { roots, percent, depth, follow }: SubsetOfDataset,
  byHand: number | undefined,
): SubsetRequest | undefined {
  const share = byHand ?? percent;
  const conditions = byHand === undefined ? roots : {};
  if (share === undefined && Object.keys(conditions).length === 0) return undefined;
  const edges = Object.entries(follow).flatMap(([edge, how]) =>
    how === true ? [] : [how === false ? { edge, follow: false } : { edge, ...how }],
  );
  return { roots: conditions, percent: share, depth, edges };
}
