import { FolderOpen } from 'lucide-react';
import { useLink } from '../../state/core-context.ts';
import { useDoctor } from '../../state/doctor.ts';
import { useProjects } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { CheckAgain } from '../doctor/check-again.tsx';
import { DoctorList } from '../doctor/doctor-list.tsx';
import { summary } from '../doctor/doctor-words.ts';
import { openFolder } from './open-folder.ts';
import { RecentProjects } from './recent-projects.tsx';
import styles from './welcome-screen.module.css';

/** What shows while no project is open: how to open one, and whether this machine is ready. */
export function WelcomeScreen() {
  const link = useLink();
  const checks = useDoctor((state) => state.checks);
  const current = useProjects((state) => state.current);
  return (
    <div className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.header}>
          <div>
            <h1 className={styles.title}>Open a project</h1>
            <p className={styles.lead}>
              A folder with a compose file is enough. Backlot shows its environments, and proposes a
              backlot.yaml where there is none.
            </p>
          </div>
          <Button variant="primary" icon={<FolderOpen aria-hidden />} onClick={() => void openFolder(link)}>
            Open folder…
          </Button>
        </header>
        {current.kind === 'failed' && <ErrorState error={current.error} />}
        <RecentProjects />
        <section aria-labelledby="machine">
          <div className={styles.sectionHead}>
            <h2 id="machine" className={styles.heading}>
              This machine
            </h2>
            <span className={styles.summary}>{checks ? summary(checks) : 'Checking'}</span>
            <CheckAgain />
          </div>
          <DoctorList />
        </section>
      </div>
    </div>
  );
}
