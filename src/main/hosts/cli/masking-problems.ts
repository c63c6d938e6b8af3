import { BacklotError } from '../../../shared/errors.ts';
import type { MaskedColumn, MaskingReport, RuleState } from '../../../shared/model/masking.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';

export interface OpenColumn {
  readonly table: string;
  readonly column: string;
  readonly state: RuleState;
  readonly problem: string;
  /** The rule that a scan proposes, on one line. */
  readonly proposal?: string;
}

const usual: Readonly<Record<Exclude<RuleState, 'ruled'>, string>> = {
  unclassified: 'no rule',
  gone: 'a rule for a column that is not there',
  drifted: 'the type has changed since the rule was written',
  unfit: 'the rule does not fit the type',
};

const problemOf = ({ state, problem }: MaskedColumn): string =>
  problem || (state === 'ruled' ? '' : usual[state]);

/** The columns that stop a pull, in the order of the report. */
export const openColumns = ({ tables }: Pick<MaskingReport, 'tables'>): readonly OpenColumn[] =>
  tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ state }) => state !== 'ruled')
      .map((column) => ({
        table: name,
        column: column.name,
        state: column.state,
        problem: problemOf(column),
        ...(column.proposal ? { proposal: column.proposal.text } : {}),
      })),
  );

/** What is open as the problems of the masking file, for an error that points at each. */
function configProblem(file: string, open: OpenColumn): ConfigProblem {
  return {
    file,
    message: `${open.table}.${open.column}: ${open.problem}`,
    ...(open.proposal === undefined ? {} : { hint: `proposed: ${open.proposal}` }),
    severity: 'error',
  };
}

/** @throws BacklotError `mask-unclassified` with each open column when there is one */
export function requireRuled(report: MaskingReport): void {
  const open = openColumns(report);
  if (open.length === 0 && report.open === 0) return;
  const { file, exists, source, columns } = report;
  const many = open.length === 1 ? '1 column is' : `${Math.max(open.length, report.open)} columns are`;
  const message = exists
    ? `${many} not decided in ${file}, held against ${source}.`
    : `There is no ${file}; ${columns} columns of ${source} have no rule.`;
  const gone = open.some(({ state }) => state !== 'unclassified');
  const hint = gone
    ? `Correct these rules in ${file}; for columns without one: backlot mask scan`
    : 'Run backlot mask scan, read what it adds, and commit the file.';
  throw new BacklotError('mask-unclassified', message, {
    hint,
    details: { file, source, columns: open, problems: open.map((one) => configProblem(file, one)) },
  });
}
