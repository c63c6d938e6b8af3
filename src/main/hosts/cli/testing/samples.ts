import type { Check } from '../../../../shared/model/check.ts';
import type { EnvironmentKind, Graph, GraphNode } from '../../../../shared/model/graph.ts';
import type { Project } from '../../../../shared/model/project.ts';

const node = (name: string, kind: EnvironmentKind, rest: Partial<GraphNode> = {}): GraphNode => ({
  name,
  kind,
  host: 'shared',
  isolated: kind !== 'production',
  protected: kind === 'production',
  pattern: name.includes('*'),
  ...rest,
});

/** The graph of the design, with all seven kinds and flows. */
export const sampleGraph: Graph = {
  nodes: [
    node('dev', 'dev', { host: 'default' }),
    node('test.*', 'test', { dataset: 'demo' }),
    node('qa', 'qa', { dataset: 'demo' }),
    node('release', 'release'),
    node('staging', 'staging'),
    node('production', 'production', { host: 'prod' }),
    node('production-copy', 'production-copy'),
  ],
  edges: [
    { flow: 'deploy', from: 'dev', to: 'test.*' },
    { flow: 'merge', from: 'dev', to: 'qa' },
    { flow: 'hotfix', from: 'dev', to: 'release' },
    { flow: 'cut', from: 'qa', to: 'staging' },
    { flow: 'handover', from: 'release', to: 'staging' },
    { flow: 'release', from: 'staging', to: 'production' },
    { flow: 'mirror', from: 'production', to: 'production-copy' },
  ],
};

export const sampleProject: Project = {
  path: '/srv/shop',
  name: 'shop',
  state: 'ready',
  problems: [],
  git: { branch: 'main', commit: '3f2c1ab0000000000000000000000000000000aa', subject: 'Fix', dirty: false },
  composeFiles: ['compose.yaml'],
  graph: sampleGraph,
};

export const sampleChecks: readonly Check[] = [
  { id: 'git', group: 'git', title: 'git', status: 'ok', found: '2.39.5' },
  {
    id: 'docker:default',
    group: 'docker',
    title: 'Docker engine (context default)',
    status: 'fail',
    found: 'no answer',
    problem: 'Nothing listens on the socket.',
    fix: { command: 'sudo systemctl start docker', steps: ['Start the engine.'], automatic: false },
  },
  {
    id: 'storage',
    group: 'storage',
    title: 'Data directory',
    status: 'warn',
    found: '3 GB free',
    problem: 'Little space is left.',
    fix: { steps: ['Remove old snapshots.'], automatic: true },
  },
];
