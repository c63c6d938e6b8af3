import type { OperationEvent } from '../../../shared/model/operation.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './commands-run.module.css';

/** Every command the operation ran, as it can be pasted into a shell. */
export function CommandsRun({ events }: { readonly events: readonly OperationEvent[] }) {
  const commands = events.filter(({ status }) => status === 'command');
  if (commands.length === 0) return <p className={styles.none}>This operation has run no command so far.</p>;
  return (
    <ol className={styles.list}>
      {commands.map(({ seq, resource, at, text }) => (
        <li key={seq}>
          <div className={styles.head}>
            <span>{resource ?? 'Operation'}</span>
            <RelativeTime at={at} />
          </div>
          <CommandLine command={text} />
        </li>
      ))}
    </ol>
  );
}
