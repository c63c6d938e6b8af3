import { useDoctor } from '../../state/doctor.ts';
import { useUi } from '../../state/ui.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { CheckAgain } from './check-again.tsx';
import { DoctorList } from './doctor-list.tsx';
import styles from './doctor-sheet.module.css';
import { summary } from './doctor-words.ts';

/** The doctor beside whatever is on the screen. */
export function DoctorSheet() {
  const open = useUi((state) => state.doctorOpen);
  const checks = useDoctor((state) => state.checks);
  return (
    <Sheet
      open={open}
      onClose={() => useUi.setState({ doctorOpen: false })}
      title="This machine"
      actions={<CheckAgain />}
    >
      <div className={styles.body}>
        <p className={styles.summary}>{checks ? summary(checks) : 'Checking'}</p>
        <DoctorList />
      </div>
    </Sheet>
  );
}
