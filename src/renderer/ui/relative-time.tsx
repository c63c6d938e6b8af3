import { useEffect, useState } from 'react';
import styles from './figure.module.css';
import { formatAgo, formatExactTime, formatRelativeTime, nextChange } from './format-relative-time.ts';
import { Tooltip } from './tooltip.tsx';

export interface RelativeTimeProps {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Inside a sentence: "2 h ago". */
  readonly ago?: boolean;
}

/** A time as "2 h", kept current; the exact one on hover. */
export function RelativeTime({ at, ago = false }: RelativeTimeProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), nextChange(at, now));
    return () => clearTimeout(timer);
  }, [at, now]);
  return (
    <Tooltip text={formatExactTime(at)}>
      <time className={styles.figure} dateTime={new Date(at).toISOString()}>
        {ago ? formatAgo(at, now) : formatRelativeTime(at, now)}
      </time>
    </Tooltip>
  );
}
