import { Shield } from 'lucide-react';
import type { Graph, GraphNode } from '../../../shared/model/graph.ts';
import { selectNode, useUi } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { openEnvironment } from '../stacks/stack-view.ts';
import { codeOf, flowsOf, thirdPartiesOf } from './environment-words.ts';
import styles from './environments-table.module.css';

const columns: readonly TableColumn<GraphNode>[] = [
  {
    id: 'name',
    title: 'Environment',
    width: 'minmax(140px, 1fr)',
    cell: (node) => <span className={styles.name}>{node.name}</span>,
  },
  { id: 'kind', title: 'Kind', width: '124px', cell: ({ kind }) => kind },
  { id: 'host', title: 'Host', width: '90px', cell: ({ host }) => host },
  { id: 'code', title: 'Code', width: 'minmax(140px, 1.6fr)', cell: ({ kind }) => codeOf(kind) },
  {
    id: 'dataset',
    title: 'Dataset',
    width: '90px',
    cell: ({ dataset }) => dataset ?? <span className={styles.none}>none</span>,
  },
  {
    id: 'third',
    title: 'Third parties',
    width: '110px',
    cell: (node) =>
      node.isolated ? <Status tone="isolated" word="Isolated" icon={Shield} /> : thirdPartiesOf(node),
  },
  {
    id: 'flags',
    title: 'Access',
    width: '98px',
    cell: (node) => node.protected && <Badge tone="attention">Protected</Badge>,
  },
];

/** The environments and flows of a graph in rows. */
export function EnvironmentsTable({ graph }: { readonly graph: Graph }) {
  const selected = useUi((state) => state.selectedNode);
  return (
    <Table
      label="Environments"
      columns={[
        ...columns,
        {
          id: 'flows',
          title: 'Flows',
          width: 'minmax(160px, 2fr)',
          cell: ({ name }) => (
            <span title={flowsOf(graph, name).join('\n')}>{flowsOf(graph, name).join(', ')}</span>
          ),
        },
      ]}
      rows={graph.nodes}
      keyOf={({ name }) => name}
      selected={selected}
      onSelect={({ name }) => selectNode(name)}
      onOpen={({ name }) => openEnvironment(name)}
    />
  );
}
