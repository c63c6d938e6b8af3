import type { ParityAspect } from '../../../shared/model/parity.ts';

/** One thing that is so in an environment. */
export interface Fact {
  readonly service: string;
  readonly aspect: ParityAspect;
  readonly key: string;
  /** What is compared; as it is shown too, unless `shown` is. */
  readonly value: string;
  readonly shown?: string | undefined;
  /** Other names of the same thing: equal when one of them is. */
  readonly also?: readonly string[] | undefined;
  /** True for the value of a secret: `value` is a keyed hash. */
  readonly secret?: boolean | undefined;
}

/** A kind of fact that could not be looked at, for a service. */
export interface Unseen {
  readonly service: string;
  readonly aspects: readonly ParityAspect[];
  readonly why: string;
}

/** What was seen of one environment. */
export interface EnvironmentFacts {
  readonly environment: string;
  readonly protected: boolean;
  readonly facts: readonly Fact[];
  readonly unseen: readonly Unseen[];
  /** For the commands that mend: services that are built here, those that end, and who owns the database. */
  readonly built: ReadonlySet<string>;
  readonly jobs: ReadonlySet<string>;
  readonly databaseUsers: ReadonlyMap<string, string>;
}
