import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskedColumn, MaskingReport } from '../../../../shared/model/masking.ts';

interface OpenColumn {
  readonly table: string;
  readonly column: MaskedColumn;
}

const shown = 8;

const line = ({ table, column }: OpenColumn): string => {
  const proposed = column.proposal ? ` (proposed: ${column.proposal.text})` : '';
  return `${table}.${column.name}: ${column.problem || column.state}${proposed}`;
};

/**
 * Nothing is pulled while a column has no rule, or one that does not fit.
 * @throws BacklotError `mask-unclassified`, `mask-rule-invalid`; `details.columns` has each of them
 */
export function refuseOpenColumns(report: MaskingReport): void {
  const open = report.tables.flatMap(({ name, columns }) =>
    columns.filter(({ state }) => state !== 'ruled').map((column): OpenColumn => ({ table: name, column })),
  );
  if (open.length === 0) return;
  const bare = open.some(({ column }) => column.state === 'unclassified');
  const more = open.length > shown ? ` and ${open.length - shown} more` : '';
  const count = `${open.length} ${open.length === 1 ? 'column' : 'columns'}`;
  throw new BacklotError(
    bare ? 'mask-unclassified' : 'mask-rule-invalid',
    `Nothing was pulled: ${count} of ${report.source} ${open.length === 1 ? 'has' : 'have'} no rule that fits in ${report.file}${report.exists ? '' : ', which is not there yet'}: ${open.slice(0, shown).map(line).join('; ')}${more}.`,
    {
      hint: bare
        ? 'Run "backlot mask scan" to write the proposed rules, look them over, then pull again.'
        : `Change these rules in ${report.file}, then pull again.`,
      details: {
        file: report.file,
        columns: open.map(({ table, column }) => ({
          table,
          column: column.name,
          state: column.state,
          problem: column.problem,
          proposal: column.proposal?.text,
        })),
      },
    },
  );
}
