import { useDoctor } from '../../state/doctor.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CheckLine } from './check-line.tsx';
import styles from './doctor-list.module.css';

const placeholders = ['72%', '46%', '58%', '40%', '64%'];

/** Every check, live. */
export function DoctorList() {
  const checks = useDoctor((state) => state.checks);
  if (!checks) {
    return (
      <div role="status" aria-label="Checking this machine" className={styles.list}>
        {placeholders.map((width) => (
          <div key={width} className={styles.placeholder}>
            <Skeleton width={width} />
          </div>
        ))}
      </div>
    );
  }
  return (
    <ul className={styles.list} aria-live="polite">
      {checks.map((check) => (
        <CheckLine key={check.id} check={check} />
      ))}
    </ul>
  );
}
