import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import type { MaskingFile, WrittenRule } from './masking-file.ts';
import { columnText, type KeyEdge, keyEdges } from './resolve-keys.ts';

/** The rule of a column, its own or that of the masked key it refers to. */
export interface EffectiveRule extends WrittenRule {
  /** The column whose rule it has: "public.customers.email"; absent for a rule of its own. */
  readonly inheritedFrom?: string | undefined;
}

/** Rules by "public.orders.customer_id". */
export type EffectiveRules = ReadonlyMap<string, EffectiveRule>;

/** The mask domain of a rule; undefined where it has none. */
export const keyDomain = ({ options }: MaskingRule): string | undefined =>
  typeof options.key === 'string' ? options.key : undefined;

/** For each column the columns its foreign keys refer to. */
export function targetsOf(edges: readonly KeyEdge[]): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const { from, key } of edges) {
    for (const [index, column] of key.columns.entries()) {
      const name = columnText(from, column);
      const target = columnText(tableText(key.target), key.targetColumns[index] ?? '');
      const list = targets.get(name);
      if (list) list.push(target);
      else targets.set(name, [target]);
    }
  }
  return targets;
}

/**
 * The rule of every column that has one. A column that refers to a masked key with a mask domain has the
 * key's rule, whatever else is written for it: otherwise no join would join.
 */
export function effectiveRules(schema: DatabaseSchema, file: MaskingFile): EffectiveRules {
  // A polymorphic key refers to it in some rows alone: a column has one rule for all of them.
  const targets = targetsOf(keyEdges(schema, file).filter(({ when }) => when === undefined));
  const written = new Map<string, WrittenRule>();
  for (const [table, columns] of file.tables) {
    for (const [column, rule] of columns) written.set(columnText(table, column), rule);
  }
  const masterOf = (name: string, seen: ReadonlySet<string>): string | undefined => {
    for (const target of targets.get(name) ?? []) {
      if (seen.has(target)) continue;
      const further = masterOf(target, new Set([...seen, target]));
      if (further !== undefined) return further;
      const rule = written.get(target)?.rule;
      if (rule && rule.mask !== 'keep' && keyDomain(rule) !== undefined) return target;
    }
    return undefined;
  };
  const rules = new Map<string, EffectiveRule>();
  for (const table of schema.tables) {
    for (const { name } of table.columns) {
      const column = columnText(tableText(table), name);
      const own = written.get(column);
      const master = masterOf(column, new Set([column]));
      const inherited = master === undefined ? undefined : written.get(master);
      if (inherited && own?.rule.mask !== 'null') rules.set(column, { ...inherited, inheritedFrom: master });
      else if (own) rules.set(column, own);
    }
  }
  return rules;
}
