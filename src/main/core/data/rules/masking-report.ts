import type { MaskedTable, MaskingReport } from '../../../../shared/model/masking.ts';
import type { Proposal } from '../classify/propose-rules.ts';
import { columnText } from './resolve-keys.ts';

/** Tables held against a file as the doors see them, with what a scan proposes where there was one. */
export function maskingReport(
  told: Pick<MaskingReport, 'file' | 'exists' | 'source'>,
  held: readonly MaskedTable[],
  proposals: ReadonlyMap<string, Proposal> = new Map(),
): MaskingReport {
  const tables = held.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      proposal: proposals.get(columnText(table.name, column.name)),
    })),
  }));
  const columns = tables.flatMap((table) => table.columns);
  const ruled = columns.filter(({ state }) => state === 'ruled');
  return {
    ...told,
    tables,
    columns: columns.filter(({ state }) => state !== 'gone').length,
    ruled: ruled.length,
    masked: ruled.filter(({ rule }) => rule?.mask !== 'keep').length,
    open: columns.length - ruled.length,
  };
}
