import type { PullPlacement } from '../../../shared/model/snapshot.ts';

/** The places where rows can be masked, as they are chosen. */
export const placementLabels: readonly { readonly value: PullPlacement; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'source', label: 'Beside the source' },
  { value: 'core', label: 'Here' },
];

const notes: Readonly<Record<PullPlacement, string>> = {
  auto: 'Beside the source when that is on another machine, else here. A subset from another machine needs Here.',
  source: 'In a container on the host of the source: only masked, compressed rows come over.',
  core: 'Raw rows come to this machine, in memory alone, and are masked here.',
};

/** What a choice means, in one sentence. */
export const placementNote = (placement: PullPlacement): string => notes[placement];

/** The same of a server that is given by its address. */
export const addressNote =
  'A server that is given by its address is read from here: its rows are masked in memory.';
