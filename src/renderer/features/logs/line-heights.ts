/** How many characters wide a text is drawn in a monospaced font: what is wide or an emoji counts twice. */
export function widthOf(text: string): number {
  let width = text.length;
  // Plain ASCII, the rule in logs, needs no second look.
  for (const [wide] of text.matchAll(/[\u1100-\u{10ffff}]/gu)) width += wide.length === 1 ? 1 : 0;
  return width;
}

/** In how many rows a text stands that breaks anywhere after `columns` characters. */
export const rowsOf = (text: string, columns: number): number =>
  Math.max(1, Math.ceil(widthOf(text) / Math.max(1, columns)));

/** Where each line begins, in rows, with the end of the last behind: one longer than the lines. */
export function rowOffsets(texts: readonly string[], columns: number | undefined): readonly number[] {
  const offsets = [0];
  let at = 0;
  for (const text of texts) {
    at += columns === undefined ? 1 : rowsOf(text, columns);
    offsets.push(at);
  }
  return offsets;
}

/** The line that stands at a row: the last that begins at or before it. */
export function lineAtRow(offsets: readonly number[], row: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
