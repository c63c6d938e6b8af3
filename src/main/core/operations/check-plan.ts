import type { Plan } from '../../../shared/model/operation.ts';
import type { Verb } from './define-operation.ts';
import { findCycle } from './plan-order.ts';

/** What is wrong with a plan, in words; `undefined` when it can run. */
export function findPlanProblem({ steps }: Plan, verbs: ReadonlyMap<string, Verb>): string | undefined {
  const ids = new Set<string>();
  for (const { id } of steps) {
    if (ids.has(id)) return `two steps are called "${id}"`;
    ids.add(id);
  }
  for (const { id, after, verb: name, weight, args } of steps) {
    const missing = after.find((before) => !ids.has(before));
    if (missing !== undefined) return `step "${id}" comes after "${missing}", which is not in the plan`;
    const verb = verbs.get(name);
    if (!verb) return `step "${id}" has the unknown verb "${name}"`;
    if (!(weight > 0 && Number.isFinite(weight))) return `step "${id}" has the weight ${weight}`;
    try {
      verb.checkArgs?.(args);
    } catch (error) {
      return `step "${id}": ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const cycle = findCycle(steps);
  return cycle && `steps wait for each other: ${cycle.join(' → ')}`;
}
