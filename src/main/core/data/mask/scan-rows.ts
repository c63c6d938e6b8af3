const tab = 9;
const newline = 10;

/** Where fields end in whole rows of COPY text. */
export interface RowMarks {
  /** Offsets of the byte before the first row, then of tabs and line ends, `columns` of them to a row. */
  marks: Int32Array;
  /** Of the rows that are whole and have the right number of columns. */
  rows: number;
  /** How many columns the first row had that was wrong; 0 when all are right. */
  wrong: number;
  /** Where that row begins. */
  wrongAt: number;
}

/**
 * Finds the ends of all fields from `start`, where a row begins, up to `end`, which is behind a line end. Looks at four bytes at once: `words` are
 * the same bytes as 32-bit words. A tab or line end in text format is never part of a value.
 */
export function scanRows(
  found: RowMarks,
  bytes: Uint8Array,
  words: Int32Array,
  start: number,
  end: number,
  columns: number,
): void {
  let marks = found.marks;
  marks[0] = start - 1;
  let count = 1;
  let rowFirst = 1;
  found.rows = 0;
  found.wrong = 0;
  const last = (end + 3) >>> 2;
  for (let word = start >>> 2; word < last; word += 1) {
    const value = words[word] ?? 0;
    // A byte below 11 borrows from its top bit; what this takes for one wrongly is looked at below anyway.
    if (((value - 0x0b0b0b0b) & ~value & 0x80808080) === 0) continue;
    if (count + 4 > marks.length) {
      const grown = new Int32Array(marks.length * 2);
      grown.set(marks);
      marks = grown;
      found.marks = grown;
    }
    const from = word << 2;
    const stop = Math.min(from + 4, end);
    for (let at = Math.max(from, start); at < stop; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === tab) marks[count++] = at;
      else if (byte === newline) {
        marks[count++] = at;
        if (count - rowFirst !== columns) {
          found.wrong = count - rowFirst;
          found.wrongAt = (marks[rowFirst - 1] ?? 0) + 1;
          return;
        }
        rowFirst = count;
        found.rows += 1;
      }
    }
  }
}
