import { tableText } from '../schema.ts';
import type { SubsetPlan } from './subset-plan.ts';

/** A plan in words: what is cut down and why, what comes along, what stays whole. */
export function subsetText({ tables, edges, whole, cycles, depth }: Omit<SubsetPlan, 'text'>): string {
  if (tables.length === 0) return 'Every table is taken whole.\n';
  const lines = tables.flatMap(({ table, cause }) => [
    `${tableText(table)}: ${cause}`,
    ...edges
      .filter(({ parent }) => tableText(parent) === tableText(table))
      .map((edge) => `  ${edge.name}: ${edge.cause}${edge.kind === 'real' ? '' : ` (${edge.kind} key)`}`),
  ]);
  return [
    ...lines,
    ...(depth === undefined ? [] : [`Children are followed for ${depth} steps from a root.`]),
    ...cycles.map((way) => `circle: ${way}`),
    `whole: ${whole.map(tableText).join(', ') || 'none'}`,
    '',
  ].join('\n');
}
