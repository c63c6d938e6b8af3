import { displayWidth, oneLine, padWidth } from './terminal-text.ts';

/** Rows under headings, each column as wide as its widest cell, two spaces between; no trailing spaces. */
export function tableText(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map(oneLine))];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, i) => padWidth(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
