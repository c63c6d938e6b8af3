import styles from './command-line.module.css';
import { CopyButton } from './copy-button.tsx';

/** A shell command in a well, with a button that copies it. */
export function CommandLine({ command }: { readonly command: string }) {
  return (
    <div className={styles.line}>
      <pre className={styles.text}>{command}</pre>
      <CopyButton text={command} what="command" />
    </div>
  );
}
