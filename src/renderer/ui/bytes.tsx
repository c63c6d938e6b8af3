import styles from './figure.module.css';
import { formatBytes } from './format-bytes.ts';

/** A size, in tabular figures; the exact number of bytes on hover. */
export function Bytes({ value }: { readonly value: number }) {
  return (
    <span className={styles.figure} title={`${value.toLocaleString('en')} bytes`}>
      {formatBytes(value)}
    </span>
  );
}
