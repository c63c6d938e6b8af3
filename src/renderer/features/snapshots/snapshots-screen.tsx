import { ArrowDownToLine, Camera } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useProject } from '../../state/project.ts';
import { forgetSnapshot, useSnapshots } from '../../state/snapshots.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { DataNav } from '../data/data-nav.tsx';
import { dismissStarted } from '../data/started-operations.ts';
import { InlineOperation } from '../operations/inline-operation.tsx';
import { askPull, snapshotsKey } from './pull-request.ts';
import { ReceiptPanel } from './receipt-panel.tsx';
import { snapshotWord } from './snapshot-words.ts';
import styles from './snapshots-screen.module.css';
import { useSnapshotOperations } from './use-snapshot-operations.ts';

/** The masked snapshots of a project, each with its receipt. */
export function SnapshotsScreen() {
  const project = useProject();
  return project && <Snapshots key={project.path} project={project.path} />;
}

interface ItemProps {
  readonly snapshot: Snapshot;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Item({ snapshot, chosen, onChoose }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={chosen}
        className={classNames(styles.item, chosen && styles.chosen)}
        onClick={onChoose}
      >
        <span className={styles.name}>{snapshot.dataset}</span>
        <Status {...snapshotWord(snapshot)} />
        <span className={styles.second}>
          {snapshot.source}, <RelativeTime at={snapshot.takenAt} ago />
        </span>
        <span className={styles.size}>{formatBytes(snapshot.storedBytes)}</span>
      </button>
    </li>
  );
}

/** Up and down move the choice, and the focus with it. */
function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button.matches(':focus')) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

interface RemoveDialogProps {
  readonly project: string;
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}

function RemoveDialog({ project, snapshot, onClose }: RemoveDialogProps) {
  const client = useClient();
  const { id, dataset, source, storedBytes } = snapshot;
  const remove = async (): Promise<void> => {
    onClose();
    const removed = await callCore(() => client.snapshots.remove({ project, id }));
    if (removed) forgetSnapshot(project, id);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove this snapshot of ${source}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" onClick={() => void remove()}>
            Remove snapshot
          </Button>
        </>
      }
    >
      <p>
        Its data and its receipt are removed: {formatBytes(storedBytes)} at most, less what other snapshots
        share. Datasets that were baked from it, like {dataset}, stay as they are.
      </p>
    </Dialog>
  );
}

function Snapshots({ project }: { readonly project: string }) {
  const { list, error } = useSnapshots(project);
  const operations = useSnapshotOperations(project);
  const [selected, setSelected] = useState<string>();
  const [removing, setRemoving] = useState<Snapshot>();
  const chosen = list?.find(({ id }) => id === selected) ?? list?.[0];
  const pull = (
    <Button variant="primary" icon={<ArrowDownToLine aria-hidden />} onClick={askPull}>
      Pull snapshot…
    </Button>
  );
  return (
    <div className={styles.screen}>
      <DataNav
        about={list && list.length > 0 && <span>{list.length} kept, compressed and encrypted</span>}
        actions={pull}
      />
      {(operations.length > 0 || error) && (
        <div className={styles.top}>
          {error && <ErrorState error={error} />}
          {operations.map((operation) => (
            <InlineOperation
              key={operation.id}
              operation={operation}
              onDismiss={() => dismissStarted(snapshotsKey(project), operation.id)}
            />
          ))}
        </div>
      )}
      {!list && !error && (
        <div role="status" aria-label="Reading snapshots" className={styles.loading}>
          <Skeleton width="38%" />
          <Skeleton width="44%" />
          <Skeleton width="40%" />
        </div>
      )}
      {list?.length === 0 && (
        <EmptyState icon={<Camera />} title="No snapshot has been pulled yet">
          A snapshot is the data of an environment at one moment, masked on the way: nobody's personal data
          comes to this machine.
        </EmptyState>
      )}
      {list && chosen && (
        <div className={styles.columns}>
          <nav className={styles.list} aria-label="Snapshots">
            <ul onKeyDown={onKeyDown}>
              {list.map((snapshot) => (
                <Item
                  key={snapshot.id}
                  snapshot={snapshot}
                  chosen={snapshot.id === chosen.id}
                  onChoose={() => setSelected(snapshot.id)}
                />
              ))}
            </ul>
          </nav>
          <ReceiptPanel
            key={chosen.id}
            project={project}
            snapshot={chosen}
            onRemove={() => setRemoving(chosen)}
          />
        </div>
      )}
      {removing && (
        <RemoveDialog project={project} snapshot={removing} onClose={() => setRemoving(undefined)} />
      )}
    </div>
  );
}
