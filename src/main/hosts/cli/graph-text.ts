import type { Graph, GraphEdge, GraphNode } from '../../../shared/model/graph.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

/**
 * The flows as a tree from where code starts. An environment that more than one flow reaches is drawn
 * once in full; elsewhere it is named with "(above)".
 */
export function graphTree({ nodes, edges }: Graph): string {
  const drawn = new Set<string>();
  const lines: string[] = [];
  const from = (name: string): readonly GraphEdge[] => edges.filter((edge) => edge.from === name);

  const draw = (name: string, label: string, head: string, rest: string): void => {
    if (drawn.has(name)) {
      lines.push(`${head}${label} (above)`);
      return;
    }
    drawn.add(name);
    lines.push(`${head}${label}`);
    const flows = from(name);
    flows.forEach(({ flow, to }, i) => {
      const last = i === flows.length - 1;
      draw(
        to,
        `${flow} > ${oneLine(to)}`,
        `${rest}${last ? '└─ ' : '├─ '}`,
        `${rest}${last ? '   ' : '│  '}`,
      );
    });
  };

  const reached = new Set(edges.map(({ to }) => to));
  for (const { name } of nodes) if (!reached.has(name)) draw(name, oneLine(name), '', '');
  // What only a cycle reaches still has to be shown.
  for (const { name } of nodes) if (!drawn.has(name)) draw(name, oneLine(name), '', '');
  return lines.join('\n');
}

const traits = ({ isolated, protected: guarded, pattern }: GraphNode): string =>
  [isolated ? 'isolated' : 'not isolated', guarded && 'protected', pattern && 'one per branch']
    .filter(Boolean)
    .join(', ');

/** The environments as a table, in the order of the graph. */
export const environmentTable = (nodes: readonly GraphNode[]): string =>
  tableText(
    ['ENVIRONMENT', 'KIND', 'HOST', 'DATASET', 'TRAITS'],
    nodes.map((node) => [node.name, node.kind, node.host, node.dataset ?? '-', traits(node)]),
  );

/** One environment with the flows into and out of it. */
export function environmentText(node: GraphNode, { edges }: Graph): string {
  const flows = edges.flatMap(({ flow, from, to }) =>
    from === node.name
      ? [['to', `${to} (${flow})`]]
      : to === node.name
        ? [['from', `${from} (${flow})`]]
        : [],
  );
  const rows = [
    ['name', node.name],
    ['kind', node.kind],
    ['host', node.host],
    ['dataset', node.dataset ?? 'none declared'],
    ['traits', traits(node)],
    ...flows,
  ];
  return rows.map(([key = '', value = '']) => `${key.padEnd(9)}${oneLine(value)}`).join('\n');
}
