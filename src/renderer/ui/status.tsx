import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  Shield,
  TriangleAlert,
} from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './status.module.css';

/** What a state means, whatever it is the state of. */
export type Tone = 'healthy' | 'attention' | 'failed' | 'working' | 'isolated' | 'neutral';

const icons: Readonly<Record<Tone, LucideIcon>> = {
  healthy: CircleCheck,
  attention: TriangleAlert,
  failed: CircleX,
  working: LoaderCircle,
  isolated: Shield,
  neutral: CircleDashed,
};

export interface StatusProps {
  readonly tone: Tone;
  /** The state as a word: "Healthy". */
  readonly word: string;
  /** `badge` has a tinted background; `plain` stands in a row. */
  readonly look?: 'plain' | 'badge';
  readonly icon?: LucideIcon | undefined;
}

/** A state as an icon and a word: colour is only the third sign. */
export function Status({ tone, word, look = 'plain', icon }: StatusProps) {
  const Icon = icon ?? icons[tone];
  return (
    <span className={classNames(styles.status, styles[tone], look === 'badge' && styles.badge)}>
      <Icon aria-hidden className={tone === 'working' && !icon ? styles.turning : undefined} />
      {word}
    </span>
  );
}

/** The icon of a tone alone, for places where the word stands beside it anyway. */
export function StatusIcon({ tone, label }: { readonly tone: Tone; readonly label: string }) {
  const Icon = tone === 'neutral' ? CircleDashed : tone === 'attention' ? CircleAlert : icons[tone];
  return (
    <span className={classNames(styles.status, styles[tone])} role="img" aria-label={label}>
      <Icon aria-hidden className={tone === 'working' ? styles.turning : undefined} />
    </span>
  );
}
