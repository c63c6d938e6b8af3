import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { findRuleProblem } from '../mask/find-rule-problem.ts';
import type { Fit, FitColumn } from './fits-type.ts';

/** Judges one rule for one column; `columns` are the names of all columns of its table. */
export type JudgeRule = (rule: MaskingRule, column: FitColumn, columns?: readonly string[]) => Fit;

/** What the transformer itself says, which knows its options, its types and what it keeps apart. */
export const judgeRule: JudgeRule = (rule, column, columns = []) => {
  const judged = { name: '', index: 0, keyDomain: '', ...column, rule };
  const others = columns.map((name, index) => ({ ...judged, name, index, rule: undefined }));
  const problem = findRuleProblem(judged, others);
  return problem === undefined ? { fits: true } : { fits: false, problem };
};
