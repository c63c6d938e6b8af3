import { BacklotError } from '../../../../shared/errors.ts';
import type { CompiledColumn, CompiledTable } from './compiled-table.ts';
import { deriveKey } from './crypto/derive-key.ts';
import { KeyedTag } from './crypto/keyed-tag.ts';
import type { KernelCode } from './kernel/kernel-code.ts';
import { planRule } from './plan-rule.ts';
import { DistinctSketch } from './sketch.ts';
import { keepsEmpty } from './transform/keeps-empty.ts';
import { makeCondition } from './transform/make-condition.ts';
import { parseNestedRule } from './transform/nested-rule.ts';
import type { Row, Transform, TransformContext } from './transform/transformer.ts';
import { ValueCache } from './value-cache.ts';

/** One masked column at work. */
export interface FieldMasker {
  readonly index: number;
  readonly transform: Transform;
  /** What the kernel does in its place. */
  readonly code: KernelCode | undefined;
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

/** Where the transform of a rule is made. */
function makeContext(
  options: Readonly<Record<string, unknown>>,
  column: CompiledColumn,
  { columns, key, table }: CompiledTable,
): TransformContext {
  const compiled = { columns, key, table };
  return {
    column,
    columns,
    tag: (purpose, domain) => {
      const chosen = typeof options.key === 'string' ? options.key : (domain ?? 'value');
      return new KeyedTag(deriveKey(key, chosen, purpose).subarray(0, 16));
    },
    nested: (raw, inner) => {
      const rule = parseNestedRule(raw);
      const plan = planRule(rule, inner);
      if (plan.problem !== undefined) throw new BacklotError('mask-rule-invalid', plan.problem);
      return plan.make(makeContext(rule.options, inner, compiled));
    },
  };
}

/** The masked columns of a table, each with its transform, in the order of the COPY. */
export function makeFieldMaskers(compiled: CompiledTable): readonly FieldMasker[] {
  return compiled.columns.flatMap((column): readonly FieldMasker[] => {
    const { rule } = column;
    if (rule === undefined) return [];
    const plan = planRule(rule, column);
    const context = makeContext(rule.options, column, compiled);
    return [
      {
        index: column.index,
        transform: plan.make(context),
        code: plan.code?.(context),
        when: makeCondition(rule.options.when, compiled.columns),
        keepsEmpty: keepsEmpty(rule.mask),
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
