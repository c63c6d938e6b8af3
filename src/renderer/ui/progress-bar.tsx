import { Progress } from '@base-ui/react/progress';
import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';
import type { Tone } from './status.tsx';

export interface ProgressBarProps {
  /** What is progressing; read by screen readers. */
  readonly label: string;
  /** 0 to 1; absent when nobody knows. */
  readonly value?: number | undefined;
  readonly tone?: Tone;
}

/** A thin bar. The words and numbers stand beside it, not in it. */
export function ProgressBar({ label, value, tone = 'working' }: ProgressBarProps) {
  const percent = value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <Progress.Root className={styles.root} value={percent} aria-label={label}>
      <Progress.Track className={styles.track}>
        <Progress.Indicator
          className={classNames(styles.fill, styles[tone], percent === null && styles.unknown)}
        />
      </Progress.Track>
    </Progress.Root>
  );
}
