import type { DataStatus } from '../../../shared/model/data.ts';
import { Bytes } from '../../ui/bytes.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Status } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { tierWord } from './dataset-words.ts';
import { diskFigures } from './disk-figures.ts';
import styles from './disk-usage.module.css';

/** What all datasets, checkpoints and environments of the project really take on the host, and could. */
export function DiskUsage({ status }: { readonly status: DataStatus }) {
  const { disk, tier, tierCause, host } = status;
  const { own, shared, saved, ofBudget, tight } = diskFigures(disk);
  const words = `${formatBytes(disk.used)} really taken, ${formatBytes(saved)} shared between clones`;
  return (
    <section className={styles.usage} aria-label={`Disk of host ${host}`}>
      {own > 0 && (
        <div className={styles.bar} role="img" aria-label={words}>
          <span className={styles.own} style={{ flexGrow: own }} />
          <span className={styles.shared} style={{ flexGrow: shared }} />
        </div>
      )}
      <p className={styles.words}>
        <span>
          <span className={`${styles.key} ${styles.own}`} aria-hidden />
          <strong>
            <Bytes value={disk.used} />
          </strong>{' '}
          really taken
        </span>
        <span>
          <span className={`${styles.key} ${styles.shared}`} aria-hidden />
          <Bytes value={saved} /> shared between clones
        </span>
        {disk.budget !== undefined && ofBudget !== undefined && (
          <span>
            {Math.round(ofBudget * 100)} % of the budget of <Bytes value={disk.budget} />
          </span>
        )}
        <span>
          <Bytes value={disk.free} /> free on {host}
        </span>
        {tight && <Status tone="attention" word="Nearly full" />}
        <Tooltip text={tierCause} side="top">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what explains it shows on focus */}
          <span className={styles.tier} tabIndex={0}>
            {tierWord(tier)}: {tierCause}
          </span>
        </Tooltip>
      </p>
    </section>
  );
}
