import styles from './coverage-bar.module.css';
import type { Coverage } from './masking-rows.ts';

/** How much of a table or database is masked, kept on purpose, and open; the numbers stand beside it. */
export function CoverageBar({ masked, kept, open }: Coverage) {
  return (
    <span className={styles.bar} role="img" aria-label={`${masked} masked, ${kept} kept, ${open} open`}>
      {masked > 0 && <span className={styles.masked} style={{ flexGrow: masked }} />}
      {kept > 0 && <span className={styles.kept} style={{ flexGrow: kept }} />}
      {open > 0 && <span className={styles.open} style={{ flexGrow: open }} />}
    </span>
  );
}
