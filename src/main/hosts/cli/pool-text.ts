import type { PoolStatus } from '../../../shared/model/pool.ts';
import { bytesText } from './quantity-text.ts';
import { oneLine } from './terminal-text.ts';

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

const checkpointText = ({ environment, count, named }: PoolStatus['checkpoints'][number]): string =>
  `${environment} ${count}${named.length === 0 ? '' : ` (${named.join(', ')})`}`;

/** The pool of a host: how it clones, its size, and what lies in it. */
export function poolText(host: string, pool: PoolStatus | undefined): string {
  if (pool === undefined) return `${oneLine(host)} has no pool yet; it is made when the first dataset is.`;
  const { tier, tierCause, size, free, volumes, datasets, checkpoints } = pool;
  return [
    `Clones by ${tier}: ${tierCause}.`,
    `Size: ${bytesText(size)}, ${bytesText(free)} free.`,
    `In use by volumes: ${listed(volumes)}`,
    `Datasets: ${listed(datasets)}`,
    `Checkpoints: ${listed(checkpoints.map(checkpointText))}`,
  ]
    .map(oneLine)
    .join('\n');
}

/** What removing a pool takes away. */
export const poolRemovalText = (host: string, { datasets, checkpoints }: PoolStatus): string =>
  [
    `The pool of ${host} goes with all that lies in it:`,
    `Datasets: ${listed(datasets)}`,
    `Checkpoints: ${listed(checkpoints.map(checkpointText))}`,
  ]
    .map(oneLine)
    .join('\n');
