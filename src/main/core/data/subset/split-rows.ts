import { BacklotError } from '../../../../shared/errors.ts';

const newline = 10;
const tab = 9;

/** COPY text, cut anywhere, as whole rows. */
export interface RowSplitter {
  /** Answers the rows that are whole now, with their line ends, as one piece; empty when there are none. */
  readonly push: (chunk: Buffer) => Buffer;
  /** @throws BacklotError `data-unreadable` when the last row is not whole */
  readonly end: () => void;
}

/**
 * Keeps what is not whole until the rest comes, copied: whoever pushes may use its buffer again. In COPY's text format a
 * line end is always the end of a row.
 */
export function createRowSplitter(table: string): RowSplitter {
  let kept: Buffer[] = [];
  return {
    push(chunk) {
      const last = chunk.lastIndexOf(newline);
      if (last < 0) {
        if (chunk.length > 0) kept.push(Buffer.from(chunk));
        return Buffer.alloc(0);
      }
      const whole = chunk.subarray(0, last + 1);
      const rows = kept.length > 0 ? Buffer.concat([...kept, whole]) : whole;
      kept = last + 1 < chunk.length ? [Buffer.from(chunk.subarray(last + 1))] : [];
      return rows;
    },
    end() {
      if (kept.length === 0) return;
      throw new BacklotError('data-unreadable', `The last row of ${table} is not whole.`, {
        hint: 'Try again: the connection may have been cut.',
        details: { table },
        retryable: true,
      });
    },
  };
}

/**
 * Where the fields of the row that begins at `start` are: `ends[i]` is behind field `i`. Answers where the
 * next row begins.
 */
export function readRow(rows: Buffer, start: number, ends: number[]): number {
  ends.length = 0;
  for (let at = start; at < rows.length; at++) {
    const byte = rows[at];
    if (byte === tab) ends.push(at);
    else if (byte === newline) {
      ends.push(at);
      return at + 1;
    }
  }
  return rows.length;
}

/** True for COPY's null, `\N`. */
export const isNull = (rows: Buffer, from: number, to: number): boolean =>
  to - from === 2 && rows[from] === 92 && rows[from + 1] === 78;

/** Fields side by side are taken as they stand; others are put together as COPY would write them. */
export function keyBytes(
  rows: Buffer,
  start: number,
  ends: readonly number[],
  fields: readonly number[],
): Buffer {
  const from = (field: number): number => (field === 0 ? start : (ends[field - 1] ?? start) + 1);
  const [first] = fields;
  if (first === undefined) return Buffer.alloc(0);
  const adjacent = fields.every((field, at) => field === first + at);
  if (adjacent) return rows.subarray(from(first), ends[first + fields.length - 1]);
  const parts = fields.flatMap((field, at) => {
    const value = rows.subarray(from(field), ends[field]);
    return at === 0 ? [value] : [Buffer.from([tab]), value];
  });
  return Buffer.concat(parts);
}
