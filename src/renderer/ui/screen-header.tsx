import type { ReactNode } from 'react';
import styles from './screen-header.module.css';

export interface ScreenHeaderProps {
  readonly title: string;
  readonly description?: string | undefined;
  /** Before the title: the way back. */
  readonly lead?: ReactNode;
  /** Behind the title: how it is. */
  readonly status?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a screen: its name and the one action on it. */
export function ScreenHeader({ title, description, lead, status, actions }: ScreenHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.line}>
          {lead}
          <h1 className={styles.title}>{title}</h1>
          {status}
        </div>
        {description !== undefined && <p className={styles.description}>{description}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
