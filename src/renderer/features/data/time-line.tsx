import { Bookmark, History, RotateCcw, Trash2 } from 'lucide-react';
import type { Checkpoint, DataStatus } from '../../../shared/model/data.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatBytes } from '../../ui/format-bytes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { restoreCheckpoint } from './data-actions.ts';
import { askAboutData } from './data-dialog.ts';
import styles from './time-line.module.css';
import { checkpointName, type TimeLineEntry, timeLineEntries } from './time-line-entries.ts';

export interface TimeLineProps {
  readonly place: StackPlace;
  readonly status: DataStatus;
  readonly refusal: string | undefined;
}

interface CheckpointLineProps {
  /** What of it is told: "before", "holds". */
  readonly words: string;
  readonly place: StackPlace;
  readonly checkpoint: Checkpoint;
  readonly refusal: string | undefined;
}

/** What a checkpoint holds and takes, with what can be done with it. */
function CheckpointLine({ words, place, checkpoint, refusal }: CheckpointLineProps) {
  const client = useClient();
  const { id, bytes, ownBytes, name } = checkpoint;
  const called = checkpointName(checkpoint);
  const size = `${formatBytes(bytes)}, ${formatBytes(ownBytes)} of it shared with nothing else`;
  return (
    <div className={styles.checkpoint}>
      <span className={styles.holds} title={`Checkpoint ${id}: ${size}`}>
        {words}
        {name === undefined && (
          <>
            {' '}
            <code>{called}</code>
          </>
        )}
        {' · '}
        {formatBytes(ownBytes)}
      </span>
      <span className={styles.actions}>
        <Tooltip text={refusal ?? 'Puts this back; what is there now becomes a checkpoint.'}>
          <Button
            variant="ghost"
            icon={<RotateCcw aria-hidden />}
            disabled={refusal !== undefined}
            aria-label={`Restore ${called}`}
            onClick={() => void restoreCheckpoint(client, place, id)}
          >
            Restore
          </Button>
        </Tooltip>
        <IconButton
          label={`Remove checkpoint ${called}…`}
          disabled={refusal !== undefined}
          onClick={() => askAboutData({ kind: 'remove-checkpoint', ...place, checkpoint })}
        >
          <Trash2 />
        </IconButton>
      </span>
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Entry({ entry, place, refusal }: Omit<TimeLineProps, 'status'> & { readonly entry: TimeLineEntry }) {
  if (entry.kind === 'checkpoint') {
    const { checkpoint } = entry;
    return (
      <li className={classNames(styles.entry, styles.byHand)}>
        <span className={styles.mark}>
          {checkpoint.automatic ? <History aria-hidden size={12} /> : <Bookmark aria-hidden size={12} />}
        </span>
        <p className={styles.text}>
          <span className={styles.words}>
            {checkpoint.name ?? (checkpoint.automatic ? 'Automatic checkpoint' : 'Checkpoint')}
          </span>
          <RelativeTime at={entry.at} />
        </p>
        <p className={styles.reason}>{checkpoint.reason}</p>
        <CheckpointLine words="checkpoint" place={place} checkpoint={checkpoint} refusal={refusal} />
      </li>
    );
  }
  const { change, before } = entry;
  return (
    <li
      className={classNames(styles.entry, change.current && styles.current)}
      aria-current={change.current || undefined}
    >
      <span className={styles.mark}>
        <span className={styles.dot} />
      </span>
      <p className={styles.text}>
        <span className={styles.words}>{capital(change.text)}</span>
        <RelativeTime at={entry.at} />
      </p>
      {change.current && <p className={styles.now}>This is what is there now</p>}
      {before && <CheckpointLine words="before it" place={place} checkpoint={before} refusal={refusal} />}
    </li>
  );
}

/** What happened to an environment's data, newest first, with every state that can be put back. */
export function TimeLine({ place, status, refusal }: TimeLineProps) {
  const entries = timeLineEntries(status);
  return (
    <section className={styles.section} aria-labelledby="history">
      <header className={styles.header}>
        <h2 id="history">History</h2>
        <Button
          variant="ghost"
          icon={<Bookmark aria-hidden />}
          disabled={refusal !== undefined}
          onClick={() => askAboutData({ kind: 'save-checkpoint', ...place })}
        >
          Save a checkpoint…
        </Button>
      </header>
      {entries.length === 0 ? (
        <p className={styles.empty}>
          Nothing has changed the data of {status.environment} so far. From the first switch on, every state
          it leaves is kept here.
        </p>
      ) : (
        <ol className={styles.line}>
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} place={place} refusal={refusal} />
          ))}
        </ol>
      )}
    </section>
  );
}
