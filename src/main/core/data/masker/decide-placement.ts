import { BacklotError } from '../../../../shared/errors.ts';
import type { PullPlacement } from '../../../../shared/model/snapshot.ts';

/** What a source is, as far as it decides where its rows are masked. */
export interface PlacementFacts {
  /** For people. */
  readonly source: string;
  /** It runs in a container that another one can stand beside. */
  readonly hasContainer: boolean;
  /** Its engine is this machine's own, so that its rows are here already. */
  readonly isLocal: boolean;
  /** Rows are chosen by their keys, which is done here. */
  readonly isSubset: boolean;
}

/**
 * Where rows are masked: beside their source on its own host, or by the core. `auto` lets no raw row over to this
 * machine that is not here already, and says so where it can't be had otherwise.
 * @throws BacklotError `unsupported`
 */
export function decidePlacement(
  wanted: PullPlacement | undefined,
  { source, hasContainer, isLocal, isSubset }: PlacementFacts,
): 'source' | 'core' {
  if (wanted === 'core') return 'core';
  // An address is reached by a container that we start ourselves, wherever the server is.
  if (wanted !== 'source' && (isLocal || !hasContainer)) return 'core';
  const refuse = (why: string): never => {
    throw new BacklotError('unsupported', `Rows of ${source} can't be masked beside it: ${why}.`, {
      hint: 'With --placement core its rows come to this machine, in memory alone, and are masked here.',
      details: { source },
    });
  };
  if (!hasContainer) return refuse('it was given by its address, not as a container');
  if (isSubset) return refuse('the rows of a subset are chosen by keys that would have to leave its host');
  return 'source';
}
