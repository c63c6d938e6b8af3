import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { findRuleProblem } from '../mask/find-rule-problem.ts';
import type { ColumnType } from '../schema.ts';

/** What a rule has to fit. */
export interface FitColumn {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** True when no two rows may hold the same value. */
  readonly unique: boolean;
}

/** Why a rule cannot work for a column, in words; undefined when it can. `columns` are all names of its table. */
export type JudgeRule = (
  rule: MaskingRule,
  column: FitColumn,
  columns?: readonly string[],
) => string | undefined;

/** What the transformer itself says, which knows its options, its types and what it keeps apart. */
export const judgeRule: JudgeRule = (rule, column, columns = []) => {
  if (rule.mask === 'keep') return undefined;
  const judged = { name: '', index: 0, keyDomain: '', ...column, rule };
  const others = columns.map((name, index) => ({ ...judged, name, index, rule: undefined }));
  return findRuleProblem(judged, others);
};
