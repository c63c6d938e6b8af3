import type { PlannedStep } from '../../../shared/model/operation.ts';

type Ordered = Pick<PlannedStep, 'id' | 'after'>;

/** For each step, the ids of those it waits for. */
export type WaitsFor = ReadonlyMap<string, readonly string[]>;

/** The order of doing: a step waits for those in its `after`. */
export const forwardOrder = (steps: readonly Ordered[]): WaitsFor =>
  new Map(steps.map(({ id, after }) => [id, after]));

/** The order of taking back: a step waits for those that came after it. */
export function backwardOrder(steps: readonly Ordered[]): WaitsFor {
  const waits = new Map<string, string[]>(steps.map(({ id }) => [id, []]));
  for (const { id, after } of steps) for (const before of after) waits.get(before)?.push(id);
  return waits;
}

/** The steps in an order in which each comes after those it waits for; otherwise as planned. */
export function topologicalOrder<S extends Ordered>(steps: readonly S[]): readonly S[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const placed = new Set<string>();
  const order: S[] = [];
  for (const start of steps) {
    const path: S[] = [start];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = placed.has(step.id) ? undefined : step.after.find((id) => byId.has(id) && !placed.has(id));
      const before = next === undefined ? undefined : byId.get(next);
      if (before && !path.includes(before)) {
        path.push(before);
        continue;
      }
      path.pop();
      if (placed.has(step.id)) continue;
      placed.add(step.id);
      order.push(step);
    }
  }
  return order;
}

/** The ids of one cycle, its first repeated at the end; `undefined` in a DAG. */
export function findCycle(steps: readonly Ordered[]): readonly string[] | undefined {
  const left = new Map(steps.map(({ id, after }) => [id, new Set(after)]));
  for (let found = true; found; ) {
    found = false;
    for (const [id, after] of left) {
      for (const before of after) if (!left.has(before)) after.delete(before);
      if (after.size > 0) continue;
      left.delete(id);
      found = true;
    }
  }
  const [start] = left.keys();
  if (start === undefined) return undefined;
  // Every step that is left waits for one that is left: following them must come back.
  const walk: string[] = [];
  let at = start;
  while (!walk.includes(at)) {
    walk.push(at);
    const [before] = left.get(at) ?? [];
    if (before === undefined) return undefined;
    at = before;
  }
  return [...walk.slice(walk.indexOf(at)), at].reverse();
}
