import type { WireError } from '../../../../shared/errors.ts';
import type { ChosenRows, RowsWanted } from './choose-rows.ts';

/** What the thread that chooses rows is told. */
export type SubsetTold =
  | { readonly kind: 'choose'; readonly wanted: RowsWanted }
  /** Of the pass that was asked for last. */
  | { readonly kind: 'rows'; readonly data: ArrayBuffer }
  | { readonly kind: 'rows-end' };

/** What it says. */
export type SubsetSaid =
  | { readonly kind: 'open'; readonly pass: number }
  /** A piece of rows was worked through. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'passed'; readonly pass: number; readonly rows: number }
  | ({ readonly kind: 'chosen' } & Omit<ChosenRows, 'close'>)
  | { readonly kind: 'failed'; readonly error: WireError };
