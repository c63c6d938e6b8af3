import { BacklotError } from '../../../../shared/errors.ts';
import type { CompiledColumn } from './compiled-table.ts';
import { planRule } from './plan-rule.ts';
import { condition } from './transform/common-options.ts';

/** Why a column's rule cannot work in its table, in words; undefined when it can. */
export function findRuleProblem(
  column: CompiledColumn,
  columns: readonly CompiledColumn[],
): string | undefined {
  const { rule } = column;
  if (rule === undefined) return undefined;
  try {
    const plan = planRule(rule, column);
    if (plan.problem !== undefined) return plan.problem;
    const unknown = [...whenColumns(rule.options.when), ...(plan.needs ?? [])].find(
      (name) => !columns.some((other) => other.name === name),
    );
    if (unknown !== undefined) return `there is no column ${unknown}`;
    if (!column.unique) return undefined;
    if (!plan.injective)
      return `values must stay unique, and \`${rule.mask}\` may give two of them the same; key, uuid, username and email do not`;
    // What is kept and what is masked could meet: only NULL never does.
    if (rule.options.when !== undefined && rule.mask !== 'null')
      return 'values must stay unique, and with `when` a masked one may meet one that is kept';
    return undefined;
  } catch (error) {
    if (error instanceof BacklotError && error.code === 'mask-rule-invalid')
      return error.message.replace(/\.$/, '');
    throw error;
  }
}

const whenColumns = (when: unknown): readonly string[] =>
  when === undefined ? [] : Object.keys(condition.parse(when));
