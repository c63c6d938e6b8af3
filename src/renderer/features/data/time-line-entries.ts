import type { Checkpoint, DataChange, DataStatus } from '../../../shared/model/data.ts';

/** One point of an environment's history. */
export type TimeLineEntry =
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly at: number;
      readonly change: DataChange;
      /** What holds the state before it, as long as that is kept. */
      readonly before: Checkpoint | undefined;
    }
  | {
      readonly kind: 'checkpoint';
      readonly key: string;
      readonly at: number;
      readonly checkpoint: Checkpoint;
    };

/**
 * Changes and checkpoints in one line, newest first. A checkpoint that was made before a change stands with
 * it; one made by hand, or whose change is no longer in the history, stands by itself.
 */
export function timeLineEntries({
  history,
  checkpoints,
}: Pick<DataStatus, 'history' | 'checkpoints'>): readonly TimeLineEntry[] {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const told = new Set<string>();
  const changes = history.map((change, index): TimeLineEntry => {
    const before = change.before === undefined ? undefined : byId.get(change.before);
    // A named one is worth a line of its own.
    const own = before?.name === undefined ? before : undefined;
    if (own) told.add(own.id);
    return {
      kind: 'change',
      key: `change ${change.at} ${history.length - index}`,
      at: change.at,
      change,
      before: own,
    };
  });
  const alone = checkpoints
    .filter(({ id }) => !told.has(id))
    .map(
      (checkpoint): TimeLineEntry => ({
        kind: 'checkpoint',
        key: checkpoint.id,
        at: checkpoint.createdAt,
        checkpoint,
      }),
    );
  // Of the same moment the change comes after the checkpoint that was made for it.
  return [...changes, ...alone].toSorted((a, b) => b.at - a.at || (a.kind === 'change' ? -1 : 1));
}

/** The change that undo would take back, in words: the one that led to the present state. */
export const lastChange = ({ history }: Pick<DataStatus, 'history'>): DataChange | undefined =>
  history.find(({ current }) => current) ?? history[0];

/** A checkpoint as people call it: its name, else the first characters of its id. */
export const checkpointName = ({ id, name }: Pick<Checkpoint, 'id' | 'name'>): string =>
  name ?? id.slice(0, 7);
