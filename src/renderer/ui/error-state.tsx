import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WireError } from '../../shared/errors.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './error-state.module.css';

export interface ErrorStateProps {
  readonly error: Pick<WireError, 'code' | 'message'> & Partial<Pick<WireError, 'hint' | 'details'>>;
  /** The next step as a button, where there is one. */
  readonly actions?: ReactNode;
  /** `inline` stands in a list; `screen` in the middle of what could not be shown. */
  readonly look?: 'inline' | 'screen';
}

const asText = ({ code, message, hint, details }: ErrorStateProps['error']): string =>
  [`${code}: ${message}`, hint, details && JSON.stringify(details, null, 2)].filter(Boolean).join('\n');

/** What happened, to what, and the next step; details folded, all of it copyable. */
export function ErrorState({ error, actions, look = 'inline' }: ErrorStateProps) {
  const details = error.details && Object.keys(error.details).length > 0 ? error.details : undefined;
  return (
    <div role="alert" className={look === 'screen' ? styles.screen : styles.inline}>
      <CircleX aria-hidden className={styles.icon} size={16} />
      <div className={styles.body}>
        <p className={styles.message}>{error.message}</p>
        {error.hint !== undefined && <p className={styles.hint}>{error.hint}</p>}
        {details && (
          <details className={styles.details}>
            <summary>Details</summary>
            <pre>{JSON.stringify(details, null, 2)}</pre>
          </details>
        )}
        <div className={styles.foot}>
          {actions}
          <code className={styles.code}>{error.code}</code>
        </div>
      </div>
      <CopyButton text={asText(error)} what="error" />
    </div>
  );
}
