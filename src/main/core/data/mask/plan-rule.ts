import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskingRule } from '../../../../shared/model/masking.ts';
import type { CompiledColumn } from './compiled-table.ts';
import { parseNestedRule } from './transform/nested-rule.ts';
import type { TransformerPlan } from './transform/transformer.ts';
import { transformers } from './transform/transformers.ts';

/** What a rule means for a column. @throws BacklotError `mask-rule-invalid` when its options do not parse. */
export function planRule(rule: MaskingRule, column: CompiledColumn): TransformerPlan {
  const transformer = transformers[rule.mask];
  const parsed = transformer.options.safeParse(rule.options);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const option = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
    throw new BacklotError(
      'mask-rule-invalid',
      `The options of \`${rule.mask}\` are not right${option}: ${issue?.message ?? 'they do not parse'}.`,
      { hint: 'docs/masking.md lists the options of each transformer.' },
    );
  }
  return transformer.plan(rule.options, column, (raw, inner) => planRule(parseNestedRule(raw), inner));
}
