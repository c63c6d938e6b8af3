import { navigate } from 'wouter/use-hash-location';
import { useProject } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import styles from './environments-screen.module.css';
import { EnvironmentsTable } from './environments-table.tsx';

/** Every environment of the project as a table: the graph's equal in rows. */
export function EnvironmentsScreen() {
  const project = useProject();
  const graph = project?.graph;
  const count = graph?.nodes.length ?? 0;
  return (
    <div className={styles.screen}>
      <ScreenHeader
        title="Environments"
        description={count > 0 ? `${count} declared in backlot.yaml` : undefined}
      />
      {graph === undefined || count === 0 ? (
        <EmptyState
          title="No environments yet"
          actions={
            <Button variant="primary" onClick={() => navigate('/setup')}>
              Set up environments
            </Button>
          }
        >
          Backlot proposes a backlot.yaml from what it finds in the project; nothing is written before you say
          so.
        </EmptyState>
      ) : (
        <div className={styles.table}>
          <EnvironmentsTable graph={graph} />
        </div>
      )}
    </div>
  );
}
