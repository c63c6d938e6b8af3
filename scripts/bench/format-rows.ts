import type { BenchRow } from '../../bench/bench.ts';
import { isWithinLimit } from './make-row.ts';

const HEADS = ['benchmark', 'value', 'limit', 'rounds', 'result'] as const;

/** Rows as an aligned table, numbers to the right. */
export function formatTable(rows: readonly BenchRow[]): string {
  const lines = [HEADS, ...rows.map(cellsOf)];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          isNumeric(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Rows as a Markdown table, for docs/benchmarks.md. */
export function formatMarkdown(rows: readonly BenchRow[]): string {
  const rule = HEADS.map((_, column) => (isNumeric(column) ? '---:' : '---'));
  return [HEADS, rule, ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Rows as the one JSON document of `--json`. */
export function formatJson(rows: readonly BenchRow[]): string {
  return JSON.stringify(
    rows.map(({ name, value, limit, unit, rounds }) => ({ name, value, limit, unit, rounds })),
    null,
    2,
  );
}

function cellsOf(row: BenchRow): readonly string[] {
  const bound = row.atLeast ? 'at least' : 'at most';
  return [
    row.name,
    formatValue(row.value, row.unit),
    `${bound} ${formatValue(row.limit, row.unit)}`,
    String(row.rounds.length),
    isWithinLimit(row) ? 'pass' : 'FAIL',
  ];
}

function isNumeric(column: number): boolean {
  return column >= 1 && column <= 3;
}

function formatValue(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = Number.isInteger(value) ? String(value) : value.toFixed(digits);
  return unit === 'x' ? `${number}x` : `${number} ${unit}`;
}
