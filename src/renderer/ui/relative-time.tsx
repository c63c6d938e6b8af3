import { useEffect, useState } from 'react';
import styles from './figure.module.css';
import { formatExactTime, formatRelativeTime, nextChange } from './format-relative-time.ts';
import { Tooltip } from './tooltip.tsx';

/** A time as "2 h", kept current; the exact one on hover. `at` in milliseconds since the epoch. */
export function RelativeTime({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), nextChange(at, now));
    return () => clearTimeout(timer);
  }, [at, now]);
  return (
    <Tooltip text={formatExactTime(at)}>
      <time className={styles.figure} dateTime={new Date(at).toISOString()}>
        {formatRelativeTime(at, now)}
      </time>
    </Tooltip>
  );
}
