import { tableText } from '../../schema.ts';
import { createPick } from '../hash-key.ts';
import type { SubsetEdge, SubsetPlan } from '../subset-plan.ts';
import { type Meaning, modelKey } from './model-source.ts';
import type { Model, ModelRow } from './random-data.ts';

const refersTo = (edge: SubsetEdge, child: ModelRow, parent: ModelRow): boolean =>
  (edge.when === undefined || child[edge.when.column] === edge.when.value) &&
  edge.columns.every((column, at) => {
    const value = child[column];
    return value !== null && value !== undefined && value === parent[edge.targetColumns[at] ?? ''];
  });

/**
 * Which rows a subset has to have, by going over everything again and again until nothing changes. Answers
 * the kept rows of each table that is taken in part.
 */
export function naiveClosure(
  { rows }: Model,
  plan: SubsetPlan,
  conditions: Readonly<Record<string, Meaning>>,
  secret: Uint8Array,
): ReadonlyMap<string, ReadonlySet<ModelRow>> {
  const all = (text: string): readonly ModelRow[] => rows.get(text.replace('public.', '')) ?? [];
  const depths = new Map<ModelRow, number>();
  const kept = new Map<string, Set<ModelRow>>();
  for (const { table, root } of plan.tables) {
    const text = tableText(table);
    const pick = createPick(secret, text);
    const chosen = all(text).filter((row) => {
      const condition = root?.condition === undefined ? () => true : conditions[root.condition];
      const below = (root?.share ?? 1) * 2 ** 48;
      return root && condition?.(row) && pick(modelKey(plan, text, row)) < below;
    });
    for (const row of chosen) depths.set(row, 0);
    kept.set(text, new Set(chosen));
  }

  const childrenOf = (edge: SubsetEdge, parent: ModelRow): readonly ModelRow[] => {
    const text = tableText(edge.child);
    const children = all(text).filter((child) => refersTo(edge, child, parent));
    if (edge.limit === undefined) return children;
    const pick = createPick(secret, text);
    const order = (row: ModelRow): number => pick(modelKey(plan, text, row));
    return children.toSorted((a, b) => order(a) - order(b)).slice(0, edge.limit);
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const edge of plan.edges) {
      const most = edge.depth ?? plan.depth ?? Infinity;
      for (const parent of all(tableText(edge.parent))) {
        const depth = depths.get(parent);
        if (edge.follow === 'never' || depth === undefined || depth >= most) continue;
        for (const child of childrenOf(edge, parent)) {
          if ((depths.get(child) ?? Infinity) <= depth + 1) continue;
          depths.set(child, depth + 1);
          kept.get(tableText(edge.child))?.add(child);
          changed = true;
        }
      }
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const edge of plan.edges) {
      const [parents, children] = [kept.get(tableText(edge.parent)), kept.get(tableText(edge.child))];
      for (const child of all(tableText(edge.child))) {
        for (const parent of all(tableText(edge.parent))) {
          if (!refersTo(edge, child, parent)) continue;
          const up = children?.has(child) && !parents?.has(parent);
          const along = edge.follow === 'always' && parents?.has(parent) && !children?.has(child);
          if (up) parents?.add(parent);
          if (along) children?.add(child);
          changed ||= Boolean(up || along);
        }
      }
    }
  }
  return kept;
}
