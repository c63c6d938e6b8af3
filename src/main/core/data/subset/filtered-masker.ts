import type { RowMasker } from '../mask/row-masker.ts';
import type { RowFilter } from './row-filter.ts';

/** A row masker, or one that works elsewhere. */
interface Masker {
  readonly push: (chunk: Buffer) => Buffer | Promise<Buffer>;
  readonly end: () => Buffer | Promise<Buffer>;
  readonly counts: RowMasker['counts'];
  readonly close?: (() => void) | undefined;
}

/** The masker behind the filter: only rows that are kept are masked, and counted. */
export const filteredMasker = (filter: RowFilter, masker: Masker): Masker => ({
  ...masker,
  push(chunk) {
    const rows = filter.push(chunk);
    return rows.length > 0 ? masker.push(rows) : rows;
  },
  end() {
    filter.end();
    return masker.end();
  },
});
