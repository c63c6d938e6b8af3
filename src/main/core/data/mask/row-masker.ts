/** Counts of one masked column; never a value. */
export interface ColumnCounts {
  readonly rows: number;
  readonly nulls: number;
  readonly changed: number;
  /** Estimates of a sketch. */
  readonly distinctBefore: number;
  readonly distinctAfter: number;
}

/**
 * Masks rows in COPY's text format as they pass. Only the fields with a rule are decoded and written anew;
 * all other bytes are passed through as they came.
 */
export interface RowMasker {
  /**
   * Takes any piece of the stream, cut anywhere, and answers what is ready; rows that are not whole wait. The answer is
   * the masker's again at the next push.
   */
  readonly push: (chunk: Buffer) => Buffer;
  /** The rest. @throws BacklotError `data-unreadable` when the last row is not whole. */
  readonly end: () => Buffer;
  /** By column, in the order of the COPY; undefined for a column that is passed through uncounted. */
  readonly counts: () => readonly (ColumnCounts | undefined)[];
}
