import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';
import type { Tone } from './status.tsx';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A short word on a tint: a kind, a count, a flag. For states use `Status`. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}
