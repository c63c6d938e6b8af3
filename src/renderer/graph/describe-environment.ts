import type { EnvironmentKind, FlowKind, GraphNode } from '../../shared/model/graph.ts';

/** What runs in an environment of each kind, as the team's table says it. */
export const codeOf: Readonly<Record<EnvironmentKind, string>> = {
  dev: 'any code of this work tree',
  test: 'a branch, not merged',
  qa: 'every green build of the main branch',
  release: 'release branch and cherry-picks',
  staging: 'artifacts cut from qa or handed over from release',
  production: 'artifacts released from staging',
  'production-copy': 'as production at one moment',
};

/** Which third parties an environment of each kind talks to. */
export const thirdPartiesOf: Readonly<Record<EnvironmentKind, string>> = {
  dev: 'isolated',
  test: 'isolated',
  qa: 'sandbox',
  release: 'sandbox',
  staging: 'sandbox',
  production: 'live',
  'production-copy': 'isolated',
};

/** What a flow does, as a sentence with both names. */
export function sentenceOf(flow: FlowKind, from: string, to: string): string {
  switch (flow) {
    case 'deploy':
      return `${from} deploys a branch to ${to}`;
    case 'merge':
      return `${from} merges into ${to}`;
    case 'hotfix':
      return `${from} sends a hotfix to ${to} by cherry-pick`;
    case 'cut':
      return `${from} is cut to ${to}`;
    case 'handover':
      return `${from} hands over to ${to}`;
    case 'release':
      return `${from} releases to ${to}`;
    case 'mirror':
      return `${from} is mirrored to ${to}`;
  }
}

/** One line for screen readers: "staging, staging, on host shared, dataset demo, third parties: sandbox". */
export const labelOf = (node: GraphNode): string =>
  [
    node.name,
    node.kind,
    `on host ${node.host}`,
    node.dataset === undefined ? undefined : `dataset ${node.dataset}`,
    `third parties: ${thirdPartiesOf[node.kind]}`,
    node.protected ? 'protected' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
