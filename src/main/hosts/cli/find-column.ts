import { BacklotError } from '../../../shared/errors.ts';
import type { MaskedColumn, MaskedTable } from '../../../shared/model/masking.ts';
import { nearestName } from '../../core/project/nearest-name.ts';

export interface FoundColumn {
  readonly table: string;
  readonly column: MaskedColumn;
}

/** "public.customers.email", or without the schema where that is public. */
const names = (table: string, column: string): readonly string[] => {
  const whole = `${table}.${column}`;
  return whole.startsWith('public.') ? [whole, whole.slice('public.'.length)] : [whole];
};

/**
 * The column of "schema.table.column"; the schema `public` goes without saying.
 * @throws BacklotError `not-found` with the nearest one
 */
export function findColumn(wanted: string, tables: readonly MaskedTable[]): FoundColumn {
  const all = tables.flatMap(({ name, columns }) => columns.map((column) => ({ table: name, column })));
  const found = all.find(({ table, column }) => names(table, column.name).includes(wanted));
  if (found) return found;
  const near = nearestName(
    wanted,
    all.flatMap(({ table, column }) => names(table, column.name)),
  );
  throw new BacklotError('not-found', `There is no column "${wanted}".`, {
    hint:
      near === undefined
        ? 'Write schema.table.column, such as public.customers.email. All columns: backlot mask scan --dry-run'
        : `Did you mean ${near}?`,
    details: { column: wanted },
  });
}
