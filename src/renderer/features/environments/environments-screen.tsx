import { Shield } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import { useProject } from '../../state/project.ts';
import { selectNode, useUi } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { codeOf, thirdPartiesOf } from './environment-words.ts';
import styles from './environments-screen.module.css';

const columns: readonly TableColumn<GraphNode>[] = [
  {
    id: 'name',
    title: 'Environment',
    width: 'minmax(150px, 1fr)',
    cell: (node) => <span className={styles.name}>{node.name}</span>,
  },
  { id: 'kind', title: 'Kind', width: '130px', cell: ({ kind }) => kind },
  { id: 'host', title: 'Host', width: '110px', cell: ({ host }) => host },
  { id: 'code', title: 'Code', width: 'minmax(160px, 1.6fr)', cell: ({ kind }) => codeOf(kind) },
  {
    id: 'dataset',
    title: 'Dataset',
    width: '110px',
    cell: ({ dataset }) => dataset ?? <span className={styles.none}>none</span>,
  },
  {
    id: 'third',
    title: 'Third parties',
    width: '120px',
    cell: (node) =>
      node.isolated ? <Status tone="isolated" word="Isolated" icon={Shield} /> : thirdPartiesOf(node),
  },
  {
    id: 'flags',
    title: 'Access',
    width: '100px',
    cell: (node) => node.protected && <Badge tone="attention">Protected</Badge>,
  },
];

/** Every environment of the project as a table: the graph's equal in rows. */
export function EnvironmentsScreen() {
  const project = useProject();
  const selected = useUi((state) => state.selectedNode);
  const nodes = project?.graph.nodes ?? [];
  return (
    <div className={styles.screen}>
      <ScreenHeader
        title="Environments"
        description={nodes.length > 0 ? `${nodes.length} declared in backlot.yaml` : undefined}
      />
      {nodes.length === 0 ? (
        <EmptyState title="No environments yet">Set up environments to see them here.</EmptyState>
      ) : (
        <div className={styles.table}>
          <Table
            label="Environments"
            columns={columns}
            rows={nodes}
            keyOf={({ name }) => name}
            selected={selected}
            onSelect={({ name }) => selectNode(name)}
          />
        </div>
      )}
    </div>
  );
}
