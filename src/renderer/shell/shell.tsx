import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { DataDialogs } from '../features/data/data-dialogs.tsx';
import { DoctorSheet } from '../features/doctor/doctor-sheet.tsx';
import { AnnounceEnds } from '../features/operations/announce-ends.tsx';
import { OperationsDrawer } from '../features/operations/operations-drawer.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { FolderDialog } from '../features/project/folder-dialog.tsx';
import { PullDialog } from '../features/snapshots/pull-dialog.tsx';
import { PlanSheet } from '../features/stacks/plan-sheet.tsx';
import { useProject } from '../state/project.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Inspector } from './inspector.tsx';
import { NoticesBanner } from './notices-banner.tsx';
import { ProblemsBanner } from './problems-banner.tsx';
import { Rail } from './rail.tsx';
import { Screens } from './screens.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** Screens on which the selected environment is shown beside. */
const withInspector: readonly string[] = ['/graph', '/environments'];

/** The frame of the window: rail, top bar, screen, inspector, operations. */
export function Shell() {
  const [location] = useLocation();
  const name = useProject()?.name;
  useEffect(() => {
    document.title = name === undefined ? 'Backlot' : `${name} · Backlot`;
  }, [name]);
  return (
    <div className={styles.shell}>
      <TopBar />
      <Rail />
      <div className={styles.middle}>
        <ConnectionBanner />
        <NoticesBanner />
        <ProblemsBanner />
        <div className={styles.columns}>
          <main className={styles.screen}>
            <Screens />
          </main>
          {withInspector.includes(location) && <Inspector />}
        </div>
      </div>
      <div className={styles.drawer}>
        <OperationsDrawer />
      </div>
      <DoctorSheet />
      <PlanSheet />
      <DataDialogs />
      <PullDialog />
      <FolderDialog />
      <Palette />
      <AnnounceEnds />
    </div>
  );
}
