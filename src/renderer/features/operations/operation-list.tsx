import { type KeyboardEvent, memo } from 'react';
import type { KnownOperation } from '../../state/operations-state.ts';
import { classNames } from '../../ui/class-names.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import styles from './operation-list.module.css';
import { operationWord } from './operation-words.ts';

export interface OperationListProps {
  readonly operations: readonly KnownOperation[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

interface OperationItemProps {
  readonly operation: KnownOperation;
  readonly selected: boolean;
  readonly onSelect: (id: string) => void;
}

const OperationItem = memo(function OperationItem({ operation, selected, onSelect }: OperationItemProps) {
  const { tone, word } = operationWord(operation);
  return (
    <li>
      <button
        type="button"
        aria-current={selected}
        className={classNames(styles.item, selected && styles.selected)}
        onClick={() => onSelect(operation.id)}
      >
        <StatusIcon tone={tone} label={word} />
        <span className={styles.title}>{operation.title}</span>
        <span className={styles.time}>
          <RelativeTime at={operation.createdAt} />
        </span>
        {operation.state === 'running' && (
          <span className={styles.bar}>
            <ProgressBar label={operation.title} value={operation.progress} />
          </span>
        )}
      </button>
    </li>
  );
});

/** Operations to choose from; arrow keys move the choice. */
export function OperationList({ operations, selected, onSelect }: OperationListProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = operations.findIndex(({ id }) => id === selected);
    const next = operations[Math.min(operations.length - 1, Math.max(0, at + step))];
    if (!next) return;
    onSelect(next.id);
    event.currentTarget.querySelectorAll('button')[operations.indexOf(next)]?.focus();
  };
  return (
    <ul className={styles.list} onKeyDown={onKeyDown}>
      {operations.map((operation) => (
        <OperationItem
          key={operation.id}
          operation={operation}
          selected={operation.id === selected}
          onSelect={onSelect}
        />
      ))}
    </ul>
  );
}
