import { BacklotError } from '../../../../shared/errors.ts';
import { createRowSplitter, keyBytes, readRow } from './split-rows.ts';

/** Lets rows in COPY's text format pass, or not, in the manner of the row masker. */
export interface RowFilter {
  /** Takes any piece of the stream, cut anywhere, and answers the rows that pass; rows not whole wait. */
  readonly push: (chunk: Buffer) => Buffer;
  /** @throws BacklotError `data-unreadable` when the last row is not whole */
  readonly end: () => Buffer;
  readonly counts: () => { readonly rows: number; readonly kept: number };
}

/**
 * A filter by key. Rows pass as they came, byte for byte, when `has` says so of their key: its fields as COPY
 * writes them, in the order of `keyPositions`, with tabs between. It has to come before masking.
 * @param columns of the COPY, by name; their number is held against each row
 * @param keyPositions places of the key's columns among them, from 0
 */
export function createRowFilter(
  columns: readonly string[],
  keyPositions: readonly number[],
  has: (key: Buffer) => boolean,
): RowFilter {
  const splitter = createRowSplitter('a filtered table');
  const ends: number[] = [];
  let seen = 0;
  let kept = 0;
  return {
    push(chunk) {
      const rows = splitter.push(chunk);
      const pieces: Buffer[] = [];
      // Rows that pass one after another leave as one piece.
      let from = 0;
      let to = 0;
      for (let start = 0; start < rows.length; ) {
        const next = readRow(rows, start, ends);
        if (ends.length !== columns.length) {
          throw new BacklotError(
            'data-unreadable',
            `A row has ${ends.length} fields where ${columns.length} were asked for.`,
            { details: { fields: ends.length, columns: columns.length } },
          );
        }
        seen += 1;
        if (has(keyBytes(rows, start, ends, keyPositions))) {
          kept += 1;
          if (to !== start) {
            if (to > from) pieces.push(rows.subarray(from, to));
            from = start;
          }
          to = next;
        }
        start = next;
      }
      if (to > from) pieces.push(rows.subarray(from, to));
      const [only] = pieces;
      return pieces.length === 1 && only ? only : Buffer.concat(pieces);
    },
    end() {
      splitter.end();
      return Buffer.alloc(0);
    },
    counts: () => ({ rows: seen, kept }),
  };
}
