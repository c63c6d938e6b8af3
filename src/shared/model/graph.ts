/** The kinds of environments, in the order the graph draws them. */
export const environmentKinds = [
  'dev',
  'test',
  'qa',
  'release',
  'staging',
  'production',
  'production-copy',
] as const;
export type EnvironmentKind = (typeof environmentKinds)[number];

/** How code or data moves along an edge. */
export const flowKinds = ['deploy', 'merge', 'hotfix', 'cut', 'handover', 'release', 'mirror'] as const;
export type FlowKind = (typeof flowKinds)[number];

/** An environment as a node of the graph. */
export interface GraphNode {
  /** The environment's name: "staging", "test.*". */
  readonly name: string;
  readonly kind: EnvironmentKind;
  /** The host it runs on, by Docker context name. */
  readonly host: string;
  /** The dataset it is seeded with, when one is declared. */
  readonly dataset?: string | undefined;
  /** True where backlot.yaml gives it a guard: it reaches nothing outside but what is allowed. */
  readonly isolated: boolean;
  readonly protected: boolean;
  /** True for a name with `*`: it stands for one environment per branch. */
  readonly pattern: boolean;
}

/** A flow between two environments, by name. */
export interface GraphEdge {
  readonly flow: FlowKind;
  readonly from: string;
  readonly to: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
