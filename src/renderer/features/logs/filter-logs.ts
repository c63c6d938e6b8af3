import type { LogLevel, ShownLine } from './log-buffer.ts';

/** The least level that is shown; lines that name none count as information. */
export type LeastLevel = 'all' | 'info' | 'warn' | 'error';

export interface LogFilter {
  /** These alone, unless empty. */
  readonly solo: readonly string[];
  readonly muted: readonly string[];
  readonly least: LeastLevel;
  readonly match: RegExp | undefined;
}

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
const leastRank: Readonly<Record<LeastLevel, number>> = { all: 0, info: 1, warn: 2, error: 3 };

export type Match = { readonly regex: RegExp | undefined } | { readonly problem: string };

/** A search as typed: a regular expression, without regard to case unless it has a capital letter. */
export function parseMatch(text: string): Match {
  if (text === '') return { regex: undefined };
  try {
    return { regex: new RegExp(text, /\p{Lu}/u.test(text) ? 'u' : 'iu') };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The lines that a filter lets through. */
export function filterLogs(
  lines: readonly ShownLine[],
  { solo, muted, least, match }: LogFilter,
): readonly ShownLine[] {
  if (solo.length === 0 && muted.length === 0 && least === 'all' && !match) return lines;
  const alone = new Set(solo);
  const out = new Set(muted);
  const from = leastRank[least];
  return lines.filter(
    ({ service, level = 'info', text }) =>
      (alone.size === 0 || alone.has(service)) &&
      !out.has(service) &&
      rank[level] >= from &&
      (match === undefined || match.test(text)),
  );
}
