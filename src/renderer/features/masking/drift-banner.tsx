import type { MaskingReport } from '../../../shared/model/masking.ts';
import { Status } from '../../ui/status.tsx';
import { driftWords } from './masking-rows.ts';
import styles from './masking-screen.module.css';

/** What keeps data from being pulled, and what to do; nothing while every column is decided. */
export function DriftBanner({ report }: { readonly report: MaskingReport }) {
  const words = driftWords(report);
  if (words === '') return null;
  return (
    <div className={styles.banner} role="status">
      <p>
        <Status tone="attention" word="Pulling is blocked" /> until each column is decided: {words}.
      </p>
    </div>
  );
}
