import type { PlanNote } from '../../../shared/model/operation.ts';
import type { CauseContext } from './container-causes.ts';
import type { StackStep } from './plan-step.ts';

/** A plan of an `up` as it grows, service by service. */
export interface UpPlan extends CauseContext {
  readonly notes: PlanNote[];
  readonly steps: StackStep[];
  /** Adds a step once, without what it waits for that is not in the plan; answers its id. */
  readonly add: (step: StackStep) => string;
  /** What is taken away only when all that is new is ready, so that a failure can go back to it. */
  readonly atEnd: StackStep[];
  /** By service, the steps after which its containers run. */
  readonly started: Map<string, readonly string[]>;
  /** By service, the step after which it is ready. */
  readonly waited: Map<string, string>;
  readonly remade: Set<string>;
  readonly restarted: Set<string>;
  /** Ids of containers that are gone before their volume is made anew. */
  readonly cleared: ReadonlySet<string>;
}

/** An empty plan. */
export function startUpPlan(
  context: Omit<CauseContext, 'remade'> & { readonly cleared: ReadonlySet<string> },
): UpPlan {
  const steps: StackStep[] = [];
  const ids = new Set<string>();
  return {
    ...context,
    notes: [],
    steps,
    add(step) {
      if (!ids.has(step.id)) steps.push({ ...step, after: step.after.filter((id) => ids.has(id)) });
      ids.add(step.id);
      return step.id;
    },
    atEnd: [],
    started: new Map(),
    waited: new Map(),
    remade: new Set(),
    restarted: new Set(),
  };
}
