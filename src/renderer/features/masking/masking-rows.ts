import type { ColumnClass, MaskedColumn, MaskedTable, MaskingReport } from '../../../shared/model/masking.ts';
import type { Tone } from '../../ui/status.tsx';

/** One column of a database as a row of the screen. */
export interface MaskingRow {
  readonly key: string;
  readonly table: string;
  readonly rows: number;
  readonly column: MaskedColumn;
}

export interface MaskingFilter {
  /** All tables when absent. */
  readonly table: string | undefined;
  readonly openOnly: boolean;
  readonly class: ColumnClass | 'any';
  /** Part of a table's or column's name, type or rule. */
  readonly text: string;
}

export const isOpen = ({ state }: Pick<MaskedColumn, 'state'>): boolean => state !== 'ruled';

const fits = (table: string, { name, type, text }: MaskedColumn, wanted: string): boolean =>
  `${table}.${name} ${type} ${text}`.toLowerCase().includes(wanted);

/** The columns that a filter lets through, in the order of the report. */
export function maskingRows(report: MaskingReport, filter: MaskingFilter): readonly MaskingRow[] {
  const wanted = filter.text.trim().toLowerCase();
  return report.tables.flatMap(({ name: table, rows, columns }) =>
    filter.table !== undefined && filter.table !== table
      ? []
      : columns
          .filter(
            (column) =>
              (!filter.openOnly || isOpen(column)) &&
              (filter.class === 'any' || column.proposal?.class === filter.class) &&
              (wanted === '' || fits(table, column, wanted)),
          )
          .map((column) => ({ key: `${table}.${column.name}`, table, rows, column })),
  );
}

export interface Coverage {
  readonly masked: number;
  readonly kept: number;
  readonly open: number;
}

/** How many columns are masked, kept on purpose, and open. */
export function coverageOf(columns: MaskedTable['columns']): Coverage {
  const open = columns.filter(isOpen).length;
  const kept = columns.filter((column) => !isOpen(column) && column.rule?.mask === 'keep').length;
  return { masked: columns.length - open - kept, kept, open };
}

/** Open columns whose proposal is at least this sure, and can be taken as it is. */
export const acceptable = (rows: readonly MaskingRow[], confidence: number): readonly MaskingRow[] =>
  rows.filter(
    ({ column }) =>
      isOpen(column) && column.state !== 'gone' && (column.proposal?.confidence ?? -1) >= confidence,
  );

/** A column's state as a word and a tone. */
export function columnWord({ state, rule }: Pick<MaskedColumn, 'state' | 'rule'>): {
  readonly tone: Tone;
  readonly word: string;
} {
  switch (state) {
    case 'ruled':
      return rule?.mask === 'keep' ? { tone: 'neutral', word: 'Kept' } : { tone: 'healthy', word: 'Masked' };
    case 'unclassified':
      return { tone: 'attention', word: 'Open' };
    case 'gone':
      return { tone: 'failed', word: 'Gone' };
    case 'drifted':
      return { tone: 'attention', word: 'Type changed' };
    case 'unfit':
      return { tone: 'failed', word: 'Does not fit' };
  }
}

/** What to do about a column that is not ruled. */
export function nextStep(
  { state, proposal }: Pick<MaskedColumn, 'state' | 'proposal'>,
  file: string,
): string {
  switch (state) {
    case 'ruled':
      return '';
    case 'unclassified':
      return proposal ? 'Accept the proposal, or write a rule.' : 'Write a rule, or keep it on purpose.';
    case 'gone':
      return `Its column is no longer in the database: its line in ${file} can go.`;
    case 'drifted':
      return 'Its type is not what the rule was written for: save the rule again, or choose another.';
    case 'unfit':
      return 'The rule can not be carried out on this type: choose another.';
  }
}

const count = (report: MaskingReport, state: MaskedColumn['state']): number =>
  report.tables.reduce((sum, { columns }) => sum + columns.filter((one) => one.state === state).length, 0);

const plural = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;

/** What keeps a pull from beginning, in one sentence; empty when nothing does. */
export function driftWords(report: MaskingReport): string {
  const parts = [
    [count(report, 'unclassified'), 'column has no rule', 'columns have no rule'],
    [count(report, 'drifted'), 'column changed its type', 'columns changed their type'],
    [count(report, 'unfit'), 'rule does not fit its column', 'rules do not fit their columns'],
    [count(report, 'gone'), 'rule is for a column that is gone', 'rules are for columns that are gone'],
  ] as const;
  return parts
    .filter(([many]) => many > 0)
    .map(([many, one, more]) => plural(many, one, more))
    .join(', ');
}

const leakWords: Readonly<Record<string, string>> = {
  frequency: 'how often a value occurs',
  equality: 'which values are equal',
  length: 'how long a value is',
  order: 'which value comes before which',
  format: 'the form of a value',
  magnitude: 'how large a value is',
  content: 'some of the value itself',
};

/** What a rule gives away, in words. */
export const leakWord = (leak: string): string => leakWords[leak] ?? leak;
