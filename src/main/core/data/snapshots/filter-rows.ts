import type { RowFilter } from '../subset/row-filter.ts';
import type { PieceMasker } from './pull-ports.ts';

/** A masker behind a filter: only rows that pass are masked, counted and stored. */
export const filterRows = (filter: RowFilter | undefined, masker: PieceMasker): PieceMasker =>
  filter
    ? {
        ...masker,
        push(chunk) {
          const rows = filter.push(chunk);
          return rows.length > 0 ? masker.push(rows) : rows;
        },
        end() {
          filter.end();
          return masker.end();
        },
      }
    : masker;
