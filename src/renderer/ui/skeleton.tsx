import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** CSS lengths; the height is that of the text it stands for. */
  readonly width?: string;
  readonly height?: string;
}

/** Holds the place of what is loading, in the final layout. */
export function Skeleton({ width = '100%', height = '0.75rem' }: SkeletonProps) {
  return <span aria-hidden className={styles.skeleton} style={{ width, height }} />;
}
