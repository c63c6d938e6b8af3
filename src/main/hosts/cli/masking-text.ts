import type { MaskedColumn, MaskingReport } from '../../../shared/model/masking.ts';
import { openColumns, openObjects } from './masking-problems.ts';
import { tableText } from './table-text.ts';
import { fitWidth, oneLine } from './terminal-text.ts';

/** A rule that a scan adds, or would. */
export interface AddedRule {
  readonly table: string;
  readonly column: MaskedColumn;
  /** As the file writes it. */
  readonly rule: string;
}

const columnsOf = ({ tables }: MaskingReport) =>
  tables.flatMap(({ name, columns }) => columns.map((column) => ({ table: name, column })));

/** What a scan would add: proposals for columns without a rule. */
export const proposedRules = (report: MaskingReport): readonly AddedRule[] =>
  columnsOf(report).flatMap(({ table, column }) =>
    column.state === 'unclassified' && column.proposal ? [{ table, column, rule: column.proposal.text }] : [],
  );

/** What writing added: columns that have a rule now and had none. */
export function addedRules(before: MaskingReport, after: MaskingReport): readonly AddedRule[] {
  const open = new Set(
    openColumns(before)
      .filter(({ state }) => state === 'unclassified')
      .map(({ table, column }) => `${table}.${column}`),
  );
  return columnsOf(after).flatMap(({ table, column }) =>
    column.state === 'ruled' && open.has(`${table}.${column.name}`)
      ? [{ table, column, rule: column.text }]
      : [],
  );
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Why: the class, how sure it is, and the evidence in words. */
const because = ({ column: { proposal } }: AddedRule): string =>
  proposal
    ? `${proposal.class} ${percent(proposal.confidence)}${proposal.evidence.length > 0 ? `: ${proposal.evidence.join('; ')}` : ''}`
    : '';

/** For people: a table, each line at most `columns` wide. */
export const rulesTable = (rules: readonly AddedRule[], columns: number): string =>
  tableText(
    ['COLUMN', 'TYPE', 'RULE', 'BECAUSE'],
    rules.map((one) => [`${one.table}.${one.column.name}`, one.column.type, one.rule, because(one)]),
  )
    .split('\n')
    .map((line) => fitWidth(line, columns))
    .join('\n');

/** For pipes: a line for each, nothing cut. */
export const rulesLines = (rules: readonly AddedRule[]): string =>
  rules
    .map((one) => {
      const why = because(one);
      return oneLine(`${one.table}.${one.column.name}: ${one.rule}${why && `  # ${why}`}`);
    })
    .join('\n');

/** Lines about the schema's text that a scan adds, or would. */
export const textLines = (
  { schema = [] }: Pick<MaskingReport, 'schema'>,
  decided: 'open' | 'ruled' = 'open',
  before: Pick<MaskingReport, 'schema'> = {},
): readonly string[] => {
  const known = new Set(
    (before.schema ?? []).flatMap(({ name, state }) => (state === 'ruled' ? [name] : [])),
  );
  return schema.flatMap(({ name, state, decision, proposal, problem }) => {
    if (decided === 'open')
      return state === 'unclassified' ? [oneLine(`${name}: ${proposal ?? 'undecided'}  # ${problem}`)] : [];
    return state === 'ruled' && !known.has(name) ? [oneLine(`${name}: ${decision ?? ''}`)] : [];
  });
};

/** "db/masking.yaml: 41 of 43 columns decided, 12 masked, 2 open." */
export const maskingSum = (report: MaskingReport): string => {
  const { file, columns, ruled, masked, open } = report;
  const texts = openObjects(report).length;
  const left = open === 0 ? '' : `, ${open} open`;
  const text =
    texts === 0 ? '' : `; the text of ${texts === 1 ? '1 object' : `${texts} objects`} of the schema is open`;
  return oneLine(`${file}: ${ruled} of ${columns} columns decided, ${masked} masked${left}${text}.`);
};

/** Made-up values before and after a rule; null is said as such. */
export function previewText(
  rows: readonly { readonly before: string | null; readonly after: string | null }[],
  leaks: readonly string[],
): string {
  const shown = (value: string | null): string => value ?? 'NULL';
  return [
    tableText(
      ['BEFORE (MADE UP)', 'AFTER'],
      rows.map(({ before, after }) => [shown(before), shown(after)]),
    ),
    '',
    oneLine(`Leaks: ${leaks.join(', ') || 'nothing'}.`),
  ].join('\n');
}
