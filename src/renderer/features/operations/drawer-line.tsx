import { useOperation, useOperationMeters, useOperations } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Status, StatusIcon } from '../../ui/status.tsx';
import styles from './drawer-line.module.css';
import { operationWord, presentWork, stepsDone } from './operation-words.ts';
import { operationFigures } from './progress-figures.ts';

export interface DrawerLineProps {
  readonly running: readonly KnownOperation[];
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** What runs now in one line, or what ended last. A click unfolds the drawer. */
export function DrawerLine({ running, open, onOpen }: DrawerLineProps) {
  const [first] = running;
  return (
    <button type="button" tabIndex={-1} className={styles.line} onClick={onOpen}>
      {open ? (
        <span className={styles.title}>Operations</span>
      ) : first ? (
        <RunningLine operation={first} />
      ) : (
        <LastLine />
      )}
      {running.length > 1 && <span className={styles.more}>{running.length} running</span>}
    </button>
  );
}

function RunningLine({ operation }: { readonly operation: KnownOperation }) {
  const meters = useOperationMeters(operation.id);
  const { tone, word } = operationWord(operation);
  const { amount, rate, left } = operationFigures(meters);
  return (
    <>
      <StatusIcon tone={tone} label={word} />
      <span className={styles.title}>{operation.title}</span>
      <span className={styles.work}>{presentWork(operation.steps) || word}</span>
      <span className={styles.figures}>
        <span className={styles.bar}>
          <ProgressBar label={operation.title} value={operation.progress} />
        </span>
        <span className={styles.steps}>{stepsDone(operation.steps)}</span>
        {amount !== undefined && <span className={styles.amount}>{amount}</span>}
        {rate !== undefined && <span className={styles.rate}>{rate}</span>}
        {left !== undefined && <span>{left}</span>}
      </span>
    </>
  );
}

function LastLine() {
  const last = useOperation(useOperations((state) => state.order[0]));
  if (!last) return <span className={styles.work}>No operation has run yet</span>;
  const { tone, word } = operationWord(last);
  return (
    <>
      <Status tone={tone} word={word} />
      <span className={styles.work}>{last.title}</span>
      <span className={styles.work}>
        <RelativeTime at={last.finishedAt ?? last.createdAt} ago />
      </span>
    </>
  );
}
