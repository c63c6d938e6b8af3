/** What of an environment a fact is about. */
export const parityAspects = [
  'service',
  'image',
  'commit',
  'os',
  'package',
  'command',
  'run',
  'variable',
  'limits',
  'replicas',
  'volume',
  'network',
  'port',
  'healthcheck',
  'locale',
  'compose',
  'engine',
  'setting',
  'extension',
  'collation',
  'migration',
  'schema',
] as const;
export type ParityAspect = (typeof parityAspects)[number];

/** `expected`: a rule of backlot.yaml, or what it says of secrets, lets it differ. */
export const differenceClasses = ['matters', 'harmless', 'expected'] as const;
export type DifferenceClass = (typeof differenceClasses)[number];

/** A way to make the one as the other. */
export interface ParityFix {
  readonly text: string;
  /** What does it, as the command line takes it. */
  readonly command?: string | undefined;
}

/** One thing that is not the same in two environments. */
export interface ParityDifference {
  readonly service: string;
  readonly aspect: ParityAspect;
  /** Which one of its kind: a variable, a setting, "shop.public.orders.note"; empty where there is one only. */
  readonly key: string;
  /** As it is in each; absent: it is not there. A secret is told as a fingerprint. */
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  readonly class: DifferenceClass;
  /** Why it is of that class. */
  readonly why: string;
  readonly fix?: ParityFix | undefined;
}

/** One service in two environments. */
export interface ParityService {
  readonly name: string;
  /** Kinds of facts compared, and those of them in which nothing that matters differs. */
  readonly compared: number;
  readonly same: number;
}

/** How alike two environments are. */
export interface ParityReport {
  readonly left: string;
  readonly right: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Per cent of the kinds of facts, over all services, in which nothing that matters differs; 100 only then. */
  readonly score: number;
  /** Single facts that were compared. */
  readonly facts: number;
  readonly services: readonly ParityService[];
  /** What matters first, then by service and kind. */
  readonly differences: readonly ParityDifference[];
  /** What could not be looked at, and why: it counts for nothing. */
  readonly unseen: readonly string[];
}
