import styles from './figure.module.css';
import { formatDuration } from './format-duration.ts';

/** How long something took, in milliseconds, in tabular figures. */
export function Duration({ ms }: { readonly ms: number }) {
  return <span className={styles.figure}>{formatDuration(ms)}</span>;
}
