import { Redo2, Undo2 } from 'lucide-react';
import type { DataStatus } from '../../../shared/model/data.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { redoChange, switchTo, undoChange } from './data-actions.ts';
import { listWords, namedOffer, switchPlan, switchWords } from './dataset-words.ts';
import styles from './held-state.module.css';
import { lastChange } from './time-line-entries.ts';

export interface HeldStateProps {
  readonly place: StackPlace;
  readonly status: DataStatus;
  readonly refusal: string | undefined;
}

/** The dataset that backlot.yaml names, while the environment holds data of its own making. */
function NamedOffer({ place, status, refusal }: HeldStateProps) {
  const client = useClient();
  const named = namedOffer(status);
  if (!named) return null;
  return (
    <p className={styles.named}>
      backlot.yaml names {named.name} for it
      <Tooltip text={refusal ?? switchPlan(status, named)}>
        <Button disabled={refusal !== undefined} onClick={() => void switchTo(client, place, named)}>
          {switchWords(named, false)}
        </Button>
      </Tooltip>
    </p>
  );
}

/** What an environment holds now, and the way back from it. */
export function HeldState({ place, status, refusal }: HeldStateProps) {
  const client = useClient();
  const { dataset, since, environment, services, host, canUndo, canRedo } = status;
  const last = lastChange(status);
  const first = canRedo ? 'There is nothing before this.' : 'Nothing has changed it so far.';
  const why = refusal ?? (canUndo ? undefined : first);
  return (
    <section className={styles.held} aria-label={`What ${environment} holds`}>
      <div className={styles.words}>
        <p className={styles.dataset}>
          {environment} holds {dataset === undefined ? 'data of its own making' : <strong>{dataset}</strong>}
        </p>
        <p className={styles.facts}>
          {since !== undefined && (
            <>
              since <RelativeTime at={since} ago />
              {'  ·  '}
            </>
          )}
          {listWords(services)} on host {host}
        </p>
        <NamedOffer place={place} status={status} refusal={refusal} />
      </div>
      <div className={styles.actions}>
        {canRedo && (
          <IconButton
            label="Redo the change that was undone"
            shortcut="Mod+Shift+Z"
            disabled={refusal !== undefined}
            onClick={() => void redoChange(client, place)}
          >
            <Redo2 />
          </IconButton>
        )}
        <button
          type="button"
          className={styles.undo}
          aria-disabled={why !== undefined}
          onClick={() => {
            if (why === undefined) void undoChange(client, place);
          }}
        >
          <Undo2 aria-hidden size={18} />
          <span className={styles.label}>
            <span className={styles.verb}>Undo</span>
            <span className={styles.what}>{why ?? last?.text ?? 'the last change of data'}</span>
          </span>
          {why === undefined && <Kbd keys="Mod+Z" />}
        </button>
      </div>
    </section>
  );
}
