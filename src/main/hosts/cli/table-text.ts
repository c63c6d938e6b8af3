import { displayWidth, oneLine, padWidth } from './terminal-text.ts';

/** How a cell looks once its width is known: which row, from 0, and which column. */
export type PaintCell = (cell: string, row: number, column: number) => string;

/** Rows under headings, each column as wide as its widest cell, two spaces between; no trailing spaces. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  paintCell: PaintCell = (cell) => cell,
): string {
  const cells = [headings, ...rows.map((row) => row.map(oneLine))];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))));
  return cells
    .map((row, at) => {
      const last = row.findLastIndex((cell) => cell !== '');
      return row
        .slice(0, last + 1)
        .map((cell, i) => {
          const padded = i === last ? cell : padWidth(cell, widths[i] ?? 0);
          return at === 0 ? padded : paintCell(padded, at - 1, i);
        })
        .join('  ');
    })
    .join('\n');
}
