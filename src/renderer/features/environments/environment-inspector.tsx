import { Lock, Shield } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { Project } from '../../../shared/model/project.ts';
import { Status } from '../../ui/status.tsx';
import { EnvironmentState } from '../stacks/environment-state.tsx';
import styles from './environment-inspector.module.css';
import { codeOf, flowsOf, thirdPartiesOf } from './environment-words.ts';

export interface EnvironmentInspectorProps {
  readonly project: Project;
  readonly node: GraphNode;
}

/** What runs in one environment, what can be done with it, and what backlot.yaml declares about it. */
export function EnvironmentInspector({ project, node }: EnvironmentInspectorProps) {
  const facts: readonly (readonly [string, string])[] = [
    ['Kind', node.kind],
    ['Host', node.host],
    ['Code', codeOf(node.kind)],
    ['Dataset', node.dataset ?? 'none declared'],
    ['Third parties', thirdPartiesOf(node)],
  ];
  const flows = flowsOf(project.graph, node.name);
  return (
    <div className={styles.body}>
      <EnvironmentState key={node.name} project={project.path} node={node} />
      {(node.isolated || node.protected) && (
        <div className={styles.states}>
          {node.isolated && <Status tone="isolated" word="Isolated" icon={Shield} look="badge" />}
          {node.protected && <Status tone="attention" word="Protected" icon={Lock} look="badge" />}
        </div>
      )}
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.fact}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.heading}>Flows</h3>
      {flows.length === 0 ? (
        <p className={styles.note}>No flow begins or ends here.</p>
      ) : (
        <ul className={styles.flows}>
          {flows.map((flow) => (
            <li key={flow}>{flow}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
