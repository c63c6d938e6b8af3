import type { MaskedColumn, MaskedTable, MaskingReport } from '../../shared/model/masking.ts';

/**
 * A report with the proposals of an earlier one where it has none of its own: only a scan looks at values,
 * and what it found still holds while a column keeps its type.
 */
export function keepProposals(before: MaskingReport | undefined, after: MaskingReport): MaskingReport {
  if (!before) return after;
  const known = new Map(
    before.tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) => (column.proposal ? [[`${name}.${column.name}`, column] as const] : [])),
    ),
  );
  if (known.size === 0) return after;
  const keep = (table: MaskedTable, column: MaskedColumn): MaskedColumn => {
    const earlier = known.get(`${table.name}.${column.name}`);
    if (column.proposal || !earlier || earlier.type !== column.type) return column;
    return { ...column, proposal: earlier.proposal };
  };
  return {
    ...after,
    tables: after.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => keep(table, column)),
    })),
  };
}
