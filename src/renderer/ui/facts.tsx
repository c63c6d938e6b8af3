import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface FactsProps {
  /** Terms with what they are here. */
  readonly facts: readonly (readonly [term: string, value: ReactNode])[];
}

/** Short facts beside each other, each under its term. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
