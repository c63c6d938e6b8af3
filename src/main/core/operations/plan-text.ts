import type { Plan } from '../../../shared/model/operation.ts';
import { topologicalOrder } from './plan-order.ts';

/** A plan as text: its title, then a line a step in the order of doing, with what it waits for, then its notes. */
export function planText({ title, steps, notes = [] }: Plan): string {
  const ordered = topologicalOrder(steps);
  const numbers = new Map(ordered.map(({ id }, index) => [id, index + 1]));
  const width = String(ordered.length).length;
  const lines = ordered.map(({ id, after, verb, resource, cause, destructive }) => {
    const number = String(numbers.get(id)).padStart(width);
    const mark = destructive ? ' [destructive]' : '';
    const waits = after.map((before) => numbers.get(before) ?? 0).sort((a, b) => a - b);
    const tail = waits.length > 0 ? ` (after ${waits.join(', ')})` : '';
    return `${number}. ${verb} ${resource}: ${cause}${mark}${tail}`;
  });
  const said = notes.map(({ level, resource, text }) => `${level} ${resource}: ${text}`);
  return [title, ...lines, ...said, ''].join('\n');
}
