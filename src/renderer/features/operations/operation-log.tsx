import { useLayoutEffect, useRef } from 'react';
import type { OperationEvent } from '../../../shared/model/operation.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './operation-log.module.css';

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

export interface OperationLogProps {
  readonly label: string;
  readonly events: readonly OperationEvent[];
}

/** Raw lines of an operation or a step, the newest kept in view while the reader is at the end. */
export function OperationLog({ label, events }: OperationLogProps) {
  const box = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the view
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [events]);
  if (events.length === 0) return <p className={styles.none}>No output yet.</p>;
  return (
    <ol
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled list must be reachable by key
      tabIndex={0}
      className={styles.log}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
    >
      {events.map(({ seq, at, resource, status, text }) => (
        <li key={seq} className={classNames(styles.line, styles[status])}>
          <time className={styles.time}>{clock(at)}</time>
          <span className={styles.resource}>{resource ?? ''}</span>
          <span className={styles.text}>{status === 'command' ? `$ ${text}` : text}</span>
        </li>
      ))}
    </ol>
  );
}
