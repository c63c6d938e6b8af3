import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { findRuleProblem } from '../mask/find-rule-problem.ts';
import { type Fit, type FitColumn, fitsType } from './fits-type.ts';

/** Judges one rule for one column. */
export type JudgeRule = (rule: MaskingRule, column: FitColumn) => Fit;

/** `fitsType`, then the transformer itself, which knows its options and what it keeps apart. */
export const judgeRule: JudgeRule = (rule, column) => {
  const fit = fitsType(rule, column);
  if (!fit.fits || rule.mask === 'keep') return fit;
  // A condition is held against the columns of the table elsewhere.
  const { when: _, ...options } = rule.options;
  const compiled = { name: '', index: 0, keyDomain: '', ...column, rule: { mask: rule.mask, options } };
  const problem = findRuleProblem(compiled, [compiled]);
  return problem === undefined ? fit : { fits: false, problem };
};
