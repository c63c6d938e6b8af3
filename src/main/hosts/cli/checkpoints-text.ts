import type { Checkpoint } from '../../../shared/model/data.ts';
import { agoText, bytesText } from './quantity-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

/** Checkpoints as a table, in the order given. OWN is what removing it would free. */
export const checkpointsText = (checkpoints: readonly Checkpoint[], now: number): string =>
  checkpoints.length === 0
    ? 'No checkpoints yet; one is kept before each change of data, or by backlot checkpoint save.'
    : tableText(
        ['ID', 'NAME', 'MADE', 'DATASET', 'SIZE', 'OWN', 'REASON'],
        checkpoints.map(({ id, name, createdAt, dataset, bytes, ownBytes, reason }) => [
          id,
          name ?? '-',
          agoText(createdAt, now),
          dataset ?? '-',
          bytesText(bytes),
          bytesText(ownBytes),
          reason,
        ]),
      );

/** What removing a checkpoint takes away. */
export const checkpointRemovalText = (
  { id, name, createdAt, reason, ownBytes, volumes }: Checkpoint,
  now: number,
): string =>
  [
    `Checkpoint ${name === undefined ? id : `${name} (${id})`}, made ${agoText(createdAt, now)}: ${reason}.`,
    `Volumes ${volumes.join(', ') || 'none'}; ${bytesText(ownBytes)} are freed.`,
  ]
    .map(oneLine)
    .join('\n');
