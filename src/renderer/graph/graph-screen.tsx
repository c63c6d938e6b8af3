import { Network, Rows3 } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import { EnvironmentsTable } from '../features/environments/environments-table.tsx';
import { useProject } from '../state/project.ts';
import { selectNode, useUi } from '../state/ui.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ghostGraph } from './ghost-graph.ts';
import styles from './graph.module.css';
import { GraphCanvas } from './graph-canvas.tsx';

/** What a project without environments shows: the graph it could have, and the way there. */
function Invitation({ name }: { readonly name: string }) {
  return (
    <div className={styles.screen}>
      <GraphCanvas ghost graph={ghostGraph} git={undefined} selected={undefined} onSelect={() => {}} />
      <div className={styles.invitation}>
        <section className={styles.invitationCard}>
          <h1>{name} has no environments yet</h1>
          <p>
            Backlot proposes a backlot.yaml from the compose files it finds. You read it before it is written.
          </p>
          <Button variant="primary" onClick={() => navigate('/setup')}>
            Set up environments
          </Button>
        </section>
      </div>
    </div>
  );
}

/** The environments of the open project, as a drawing or as a table. */
export function GraphScreen() {
  const project = useProject();
  const selected = useUi((state) => state.selectedNode);
  const view = useUi((state) => state.graphView);
  if (!project) return null;
  if (project.graph.nodes.length === 0) return <Invitation name={project.name} />;
  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">Graph of {project.name}</h1>
      <div className={styles.views}>
        <Segmented
          label="View"
          value={view}
          onChange={(graphView) => useUi.setState({ graphView })}
          options={[
            { value: 'drawing', label: 'Graph', icon: <Network aria-hidden /> },
            { value: 'table', label: 'Table', icon: <Rows3 aria-hidden /> },
          ]}
        />
      </div>
      {view === 'drawing' ? (
        <GraphCanvas graph={project.graph} git={project.git} selected={selected} onSelect={selectNode} />
      ) : (
        <div className={styles.table}>
          <EnvironmentsTable graph={project.graph} />
        </div>
      )}
    </div>
  );
}
