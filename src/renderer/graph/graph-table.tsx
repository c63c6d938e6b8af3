import type { Graph } from '../../shared/model/graph.ts';
import { classNames } from '../ui/class-names.ts';
import { codeOf, thirdPartiesOf } from './describe-environment.ts';
import styles from './graph.module.css';
import { KindIcon } from './kind-icon.tsx';

export interface GraphTableProps {
  readonly graph: Graph;
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
}

/** The same environments and flows as the drawing, as a table. */
export function GraphTable({ graph, selected, onSelect }: GraphTableProps) {
  const flows = (name: string, side: 'from' | 'to'): string =>
    graph.edges
      .filter((edge) => edge[side] === name)
      .map(
        (edge) => `${edge.flow} ${side === 'from' ? 'to' : 'from'} ${side === 'from' ? edge.to : edge.from}`,
      )
      .join(', ');
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <caption className="visually-hidden">Environments of the project</caption>
        <thead>
          <tr>
            {['Environment', 'Kind', 'Host', 'Code', 'Dataset', 'Third parties', 'Comes in', 'Goes out'].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {graph.nodes.map((node) => (
            <tr key={node.name} className={classNames(node.name === selected && styles.rowSelected)}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={node.name === selected}
                  onClick={() => onSelect(node.name)}
                >
                  <KindIcon kind={node.kind} size={14} />
                  {node.name}
                </button>
              </th>
              <td>{node.kind}</td>
              <td>{node.host}</td>
              <td>{codeOf[node.kind]}</td>
              <td>{node.dataset ?? '—'}</td>
              <td>{thirdPartiesOf[node.kind]}</td>
              <td>{flows(node.name, 'to') || '—'}</td>
              <td>{flows(node.name, 'from') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
