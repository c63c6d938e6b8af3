import { BacklotError } from '../../../shared/errors.ts';
import type {
  MaskedColumn,
  MaskingReport,
  RuleState,
  SchemaTextObject,
} from '../../../shared/model/masking.ts';
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

/** The objects of the schema whose text stops a pull. */
export const openObjects = ({ schema = [] }: Pick<MaskingReport, 'schema'>): readonly SchemaTextObject[] =>
  schema.filter(({ state }) => state !== 'ruled');

/** The same for the schema's text. */
const textProblem = (file: string, { name, problem, proposal }: SchemaTextObject): ConfigProblem => ({
  file,
  message: `${name}: ${problem}`,
  ...(proposal === undefined ? {} : { hint: `proposed: ${proposal}` }),
  severity: 'error',
});

const countOf = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** What is open as the problems of the masking file, for an error that points at each. */
function configProblem(file: string, open: OpenColumn): ConfigProblem {
  return {
    file,
    message: `${open.table}.${open.column}: ${open.problem}`,
    ...(open.proposal === undefined ? {} : { hint: `proposed: ${open.proposal}` }),
    severity: 'error',
  };
}

/** @throws BacklotError `mask-unclassified` with each open column, and each open text of the schema */
export function requireRuled(report: MaskingReport): void {
  const open = openColumns(report);
  const texts = openObjects(report);
  const left = Math.max(open.length, report.open);
  if (left + texts.length === 0) return;
  const { file, exists, source, columns } = report;
  const many = [
    ...(left > 0 ? [countOf(left, 'column')] : []),
    ...(texts.length > 0 ? [`the text of ${countOf(texts.length, 'object')}`] : []),
  ].join(' and ');
  const message = exists
    ? `${many} ${left === 1 || (left === 0 && texts.length > 0) ? 'is' : 'are'} not decided in ${file}, held against ${source}.`
    : `There is no ${file}; ${columns} columns of ${source} have no rule.`;
  const gone = [...open, ...texts].some(({ state }) => state !== 'unclassified');
  const hint = gone
    ? `Correct these rules in ${file}; for what has none: backlot mask scan`
    : 'Run backlot mask scan, read what it adds, and commit the file.';
  throw new BacklotError('mask-unclassified', message, {
    hint,
    details: {
      ...{ file, source, columns: open, objects: texts },
      problems: [
        ...open.map((one) => configProblem(file, one)),
        ...texts.map((one) => textProblem(file, one)),
      ],
    },
  });
}
