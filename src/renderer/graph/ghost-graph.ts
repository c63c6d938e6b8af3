import { environmentKinds, type FlowKind, type Graph } from '../../shared/model/graph.ts';

const flows: readonly (readonly [FlowKind, string, string])[] = [
  ['deploy', 'dev', 'test.*'],
  ['merge', 'dev', 'qa'],
  ['hotfix', 'dev', 'release'],
  ['cut', 'qa', 'staging'],
  ['handover', 'release', 'staging'],
  ['release', 'staging', 'production'],
  ['mirror', 'production', 'production-copy'],
];

/** The graph every team could have: drawn in ghost lines while a project has none. */
export const ghostGraph: Graph = {
  nodes: environmentKinds.map((kind) => ({
    name: kind === 'test' ? 'test.*' : kind,
    kind,
    host: 'default',
    isolated: kind === 'dev' || kind === 'test' || kind === 'production-copy',
    protected: false,
    pattern: kind === 'test',
  })),
  edges: flows.map(([flow, from, to]) => ({ flow, from, to })),
};
