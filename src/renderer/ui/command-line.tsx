import styles from './command-line.module.css';
import { CopyButton } from './copy-button.tsx';

export interface CommandLineProps {
  readonly command: string;
  /** What it is, where it is no command: "lines". */
  readonly what?: string;
}

/** A shell command, or lines of a file, in a well, with a button that copies it. */
export function CommandLine({ command, what = 'command' }: CommandLineProps) {
  return (
    <div className={styles.line}>
      <pre className={styles.text}>{command}</pre>
      <CopyButton text={command} what={what} />
    </div>
  );
}
