import styles from './sparkline.module.css';

export interface SparklineProps {
  /** Oldest first. */
  readonly values: readonly number[];
  /** How many values fill the width. */
  readonly span: number;
}

const width = 44;
const height = 16;

/** The course of a number, without axes; the number itself stands beside it. */
export function Sparkline({ values, span }: SparklineProps) {
  const top = Math.max(...values, 1e-9) * 1.15;
  const points = values.map((value, index) => {
    const x = width - ((values.length - 1 - index) * width) / (span - 1);
    return `${x.toFixed(1)},${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`;
  });
  return (
    <svg aria-hidden className={styles.line} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {points.length > 1 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
