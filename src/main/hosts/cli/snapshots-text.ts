import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { agoText, bytesText } from './quantity-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

/** "1 204 311": digits in groups of three. */
export const countText = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ' ');

/** Snapshots as a table, in the order given. STORED is what they take here, compressed and encrypted. */
export const snapshotsText = (snapshots: readonly Snapshot[], now: number): string =>
  snapshots.length === 0
    ? 'No snapshots yet; to take one: backlot snapshot pull <dataset>'
    : tableText(
        ['ID', 'DATASET', 'SOURCE', 'STATE', 'TAKEN', 'ROWS', 'STORED', 'MASKED', 'VERDICT'],
        snapshots.map((one) => [
          one.id,
          one.dataset,
          one.source,
          one.state,
          agoText(one.takenAt, now),
          countText(one.rows),
          bytesText(one.storedBytes),
          `${one.maskedColumns} of ${one.maskedColumns + one.keptColumns}`,
          one.verdict,
        ]),
      );

/** One line about a snapshot that was just taken. */
export const snapshotLine = (one: Snapshot): string =>
  oneLine(
    `Snapshot ${one.id} of ${one.source}: ${countText(one.rows)} rows of ${one.tables} tables, ${bytesText(one.storedBytes)} stored, ${one.maskedColumns} of ${one.maskedColumns + one.keptColumns} columns masked, verdict ${one.verdict}.`,
  );

/** What removing a snapshot takes away. */
export const snapshotRemovalText = (one: Snapshot, now: number): string =>
  [
    `Snapshot ${one.id} for the dataset ${one.dataset}, taken from ${one.source} ${agoText(one.takenAt, now)}.`,
    `${bytesText(one.storedBytes)} are freed. A dataset that was baked from it stays.`,
  ]
    .map(oneLine)
    .join('\n');
