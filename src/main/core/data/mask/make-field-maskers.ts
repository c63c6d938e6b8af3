import { BacklotError } from '../../../../shared/errors.ts';
import type { CompiledColumn, CompiledTable } from './compiled-table.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { KeyedTag } from './crypto/keyed-tag.ts';
import { planRule } from './plan-rule.ts';
import { DistinctSketch } from './sketch.ts';
import { makeCondition } from './transform/make-condition.ts';
import { parseNestedRule } from './transform/nested-rule.ts';
import type { Row, Transform, TransformContext, TransformerPlan } from './transform/transformer.ts';
import { ValueCache } from './value-cache.ts';

/** One masked column at work. */
export interface FieldMasker {
  readonly index: number;
  readonly transform: Transform;
  /** Whether the rule acts on this row; absent when it always does. */
  readonly when: ((row: Row) => boolean) | undefined;
  /** Whether an empty text stays one, as there is nothing in it to hide. */
  readonly keepsEmpty: boolean;
  cache: ValueCache | undefined;
  hits: number;
  misses: number;
  nulls: number;
  changed: number;
  readonly before: DistinctSketch;
  readonly after: DistinctSketch;
}

/** The transform of a rule in its place; `plan` is what `planRule` made of the rule. */
function makeTransform(
  plan: TransformerPlan,
  options: Readonly<Record<string, unknown>>,
  column: CompiledColumn,
  { columns, key, table }: CompiledTable,
): Transform {
  const compiled = { columns, key, table };
  const context: TransformContext = {
    column,
    columns,
    tag: (purpose, domain) => {
      const chosen = typeof options.key === 'string' ? options.key : (domain ?? 'value');
      return new KeyedTag(deriveKey(key, chosen, purpose).subarray(0, 16));
    },
    nested: (raw, inner) => {
      const rule = parseNestedRule(raw);
      const innerPlan = planRule(rule, inner);
      if (innerPlan.problem !== undefined) throw new BacklotError('mask-rule-invalid', innerPlan.problem);
      return makeTransform(innerPlan, rule.options, inner, compiled);
    },
  };
  return plan.make(context);
}

/** The masked columns of a table, each with its transform, in the order of the COPY. */
export function makeFieldMaskers(compiled: CompiledTable): readonly FieldMasker[] {
  return compiled.columns.flatMap((column): readonly FieldMasker[] => {
    const { rule } = column;
    if (rule === undefined) return [];
    const plan = planRule(rule, column);
    return [
      {
        index: column.index,
        transform: makeTransform(plan, rule.options, column, compiled),
        when: makeCondition(rule.options.when, compiled.columns),
        keepsEmpty: !['null', 'constant', 'template'].includes(rule.mask),
        cache: plan.usesRow === true ? undefined : new ValueCache(),
        hits: 0,
        misses: 0,
        nulls: 0,
        changed: 0,
        before: new DistinctSketch(),
        after: new DistinctSketch(),
      },
    ];
  });
}
