import type { Graph } from '../../shared/model/graph.ts';
import type { Project, RecentProject } from '../../shared/model/project.ts';

const hour = 3_600_000;

const node = (
  name: string,
  kind: Graph['nodes'][number]['kind'],
  host: string,
  over: Partial<Graph['nodes'][number]> = {},
): Graph['nodes'][number] => ({
  name,
  kind,
  host,
  isolated: false,
  protected: false,
  pattern: false,
  ...over,
});

export const fakeGraph: Graph = {
  nodes: [
    node('dev', 'dev', 'default', { isolated: true, dataset: 'demo' }),
    node('test.*', 'test', 'shared', { isolated: true, dataset: 'demo', pattern: true }),
    node('qa', 'qa', 'shared', { dataset: 'demo' }),
    node('release', 'release', 'shared', { dataset: 'demo' }),
    node('staging', 'staging', 'shared', { dataset: 'staging' }),
    node('production', 'production', 'prod', { protected: true }),
    node('production-copy', 'production-copy', 'shared', { isolated: true }),
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

export const fakeProject = (now: number): Project => ({
  path: '/home/mia/code/shop',
  name: 'shop',
  state: 'ready',
  problems: [],
  git: {
    branch: 'main',
    commit: '3f2c1ab9d04e6b7a8c5f21e0d9b8a7c6e5f4d3c2',
    subject: 'Fix rounding in cart',
    committedAt: now - 2 * hour,
    dirty: false,
  },
  composeFiles: ['compose.yaml', 'compose.production.yaml'],
  graph: fakeGraph,
});

/** The same without a guard in its backlot.yaml. */
export const fakeUnguarded = (now: number): Project => {
  const project = fakeProject(now);
  const nodes = project.graph.nodes.map((one) => ({ ...one, isolated: false }));
  return { ...project, graph: { ...project.graph, nodes } };
};

export const fakeBroken = (now: number): Project => ({
  ...fakeProject(now),
  state: 'broken',
  problems: [
    {
      file: '/home/mia/code/shop/backlot.yaml',
      line: 6,
      column: 18,
      severity: 'error',
      message:
        'environments.qa.kind is "quality", which is none of dev, test, qa, release, staging, production, production-copy.',
      hint: 'Write kind: qa.',
      excerpt: [
        '  4 | environments:',
        '  5 |   dev: { kind: dev }',
        '> 6 |   qa: { kind: quality, host: shared, follows: main }',
        '    |               ^',
        '  7 |   staging: { kind: staging, host: shared }',
      ].join('\n'),
    },
    {
      file: '/home/mia/code/shop/backlot.yaml',
      line: 12,
      column: 3,
      severity: 'warning',
      message: 'dataset "nightly" is declared but no environment uses it.',
      hint: 'Use it in an environment, or remove it.',
      excerpt: ['  11 | datasets:', '> 12 |   nightly: { seed: db/seeds/nightly.sql }', '     |   ^'].join(
        '\n',
      ),
    },
  ],
});

export const fakeUninitialised = (now: number): Project => ({
  ...fakeProject(now),
  state: 'uninitialised',
  graph: { nodes: [], edges: [] },
});

export const fakeRecent = (now: number): readonly RecentProject[] => [
  { path: '/home/mia/code/shop', name: 'shop', openedAt: now - 12 * 60_000, exists: true },
  { path: '/home/mia/code/billing-service', name: 'billing', openedAt: now - 26 * hour, exists: true },
  { path: '/home/mia/code/warehouse', name: 'warehouse', openedAt: now - 200 * hour, exists: true },
  { path: '/mnt/old/prototype', name: 'prototype', openedAt: now - 1400 * hour, exists: false },
];

export const fakeYaml = `# yaml-language-server: $schema=./node_modules/backlot/backlot.schema.json

# The project's name, as it shows in the app and in labels.
name: shop

# The compose files that make up the stack, later ones on top of earlier ones.
compose: [compose.yaml, compose.production.yaml]

environments:
  # Your own copy on this machine: any code, isolated from third parties.
  dev: { kind: dev }
  # One for each shared branch, behind a link and a password.
  test.*: { kind: test, host: default, dataset: demo, expires: 72h }
  # Follows the main branch; re-seeded every morning.
  qa: { kind: qa, host: default, follows: main, dataset: demo, reseed: "0 5 * * *" }
  staging: { kind: staging, host: default }

datasets:
  # Found in db/seeds.
  demo: { seed: [db/seeds/demo.sql] }
`;
