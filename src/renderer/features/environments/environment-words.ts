import type { EnvironmentKind, FlowKind, Graph, GraphEdge, GraphNode } from '../../../shared/model/graph.ts';

const codes: Readonly<Record<EnvironmentKind, string>> = {
  dev: 'anything you work on',
  test: 'a branch, not merged',
  qa: 'every green build of the main branch',
  release: 'release branch and cherry-picks',
  staging: 'artifacts from qa or release',
  production: 'artifacts from staging, as they are',
  'production-copy': 'as production at the last mirror',
};

const flows: Readonly<Record<FlowKind, string>> = {
  deploy: 'deploys to',
  merge: 'merges into',
  hotfix: 'cherry-picks into',
  cut: 'is cut to',
  handover: 'hands over to',
  release: 'is released to',
  mirror: 'is mirrored to',
};

/** What code runs in an environment of a kind. */
export const codeOf = (kind: EnvironmentKind): string => codes[kind];

const toBeIsolated: readonly EnvironmentKind[] = ['dev', 'test', 'production-copy'];

/** True for the kinds that a guard isolates, where backlot.yaml has one. */
export const canBeIsolated = ({ kind }: Pick<GraphNode, 'kind'>): boolean => toBeIsolated.includes(kind);

/** How third parties are met from an environment. */
export function thirdPartiesOf({ kind, isolated }: Pick<GraphNode, 'kind' | 'isolated'>): string {
  if (isolated) return 'Isolated';
  if (kind === 'production') return 'Live';
  return canBeIsolated({ kind }) ? 'Not isolated' : 'Sandbox';
}

/** A flow as a sentence with both names. */
export const sentenceOf = ({ flow, from, to }: GraphEdge): string => `${from} ${flows[flow]} ${to}`;

/** One line that says all a card shows, for screen readers. */
export const labelOf = (node: GraphNode): string =>
  [
    node.name,
    node.kind,
    `on host ${node.host}`,
    node.dataset === undefined ? 'no dataset' : `dataset ${node.dataset}`,
    `third parties: ${thirdPartiesOf(node)}`,
    ...(node.protected ? ['protected'] : []),
  ].join(', ');

/** The flows that begin or end at an environment, as sentences. */
export const flowsOf = (graph: Graph, name: string): readonly string[] =>
  graph.edges.filter(({ from, to }) => from === name || to === name).map(sentenceOf);
