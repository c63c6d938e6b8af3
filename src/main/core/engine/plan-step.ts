import type { PlannedStep } from '../../../shared/model/operation.ts';

/** The verbs that a stack's plan is made of. */
export type StackVerb =
  | 'pull'
  | 'build'
  | 'create'
  | 'recreate'
  | 'start'
  | 'stop'
  | 'restart'
  | 'remove'
  | 'wait';

export interface StackStep extends PlannedStep {
  readonly verb: StackVerb;
}

const weights: Readonly<Record<StackVerb, number>> = {
  pull: 20,
  build: 30,
  create: 2,
  recreate: 4,
  start: 2,
  stop: 2,
  restart: 3,
  remove: 2,
  wait: 6,
};

export const planStep = (
  id: string,
  verb: StackVerb,
  resource: string,
  cause: string,
  rest: {
    readonly after?: Iterable<string>;
    readonly destructive?: boolean;
    readonly args: Readonly<Record<string, unknown>>;
  },
): StackStep => ({
  id,
  verb,
  resource,
  cause,
  after: [...new Set(rest.after)],
  weight: weights[verb],
  destructive: rest.destructive ?? false,
  args: rest.args,
});

/** "web", or "web 2" where there is more than one. */
export const containerResource = (service: string, number: number, replicas: number): string =>
  replicas === 1 && number === 1 ? service : `${service} ${number}`;
