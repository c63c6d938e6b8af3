import type { BacklotConfig } from '../../../shared/config/backlot-yaml.ts';
import {
  type EnvironmentKind,
  environmentKinds,
  type FlowKind,
  type Graph,
  type GraphEdge,
  type GraphNode,
} from '../../../shared/model/graph.ts';

/** Third parties of these kinds are isolated where there is a guard; elsewhere they are sandboxes, or live. */
const isolatedKinds: ReadonlySet<EnvironmentKind> = new Set(['dev', 'test', 'production-copy']);

/** The flows between kinds of environments. A mirror goes by name, not by kind. */
const flows: readonly (readonly [FlowKind, EnvironmentKind, EnvironmentKind])[] = [
  ['deploy', 'dev', 'test'],
  ['merge', 'dev', 'qa'],
  ['hotfix', 'dev', 'release'],
  ['cut', 'qa', 'staging'],
  ['handover', 'release', 'staging'],
  ['release', 'staging', 'production'],
];

/** The graph of a project without environments. */
export const emptyGraph: Graph = { nodes: [], edges: [] };

/** The environments of a configuration as a graph: nodes by kind, then as declared; an edge per possible flow. Pure. */
export function deriveGraph({ environments, isolation }: BacklotConfig): Graph {
  const declared = Object.entries(environments);
  const nodes = environmentKinds.flatMap((kind) =>
    declared
      .filter(([, own]) => own.kind === kind)
      .map(
        ([name, own]): GraphNode => ({
          name,
          kind,
          host: own.host,
          ...(own.dataset === undefined ? {} : { dataset: own.dataset }),
          isolated: isolation.guard === true && isolatedKinds.has(kind),
          protected: own.protected,
          pattern: name.includes('*'),
        }),
      ),
  );
  const named = (kind: EnvironmentKind): readonly string[] =>
    nodes.filter((node) => node.kind === kind).map(({ name }) => name);
  const byKind = flows.flatMap(([flow, from, to]) =>
    named(from).flatMap((source) =>
      named(to).map((target): GraphEdge => ({ flow, from: source, to: target })),
    ),
  );
  const mirrors = nodes.flatMap(({ name }): readonly GraphEdge[] => {
    const source = environments[name]?.mirrors;
    return source === undefined ? [] : [{ flow: 'mirror', from: source, to: name }];
  });
  return { nodes, edges: [...byKind, ...mirrors] };
}
