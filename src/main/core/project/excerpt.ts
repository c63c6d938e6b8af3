import { graphemesOf, graphemeWidth } from '../../../shared/model/display-width.ts';

const linesBefore = 2;
const linesAfter = 1;
const longest = 100;

/** Characters that would act on a terminal or turn text around; a tab stays. */
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

const printable = (text: string): string =>
  text.replace(unprintable, (character) => (character === '\t' ? '\t' : '\uFFFD'));

/** The characters of a line from `start` on that fit, with `…` where something is left out. */
function windowOf(line: string, start: number): string {
  const characters = [...line];
  const shown = characters.slice(start, start + longest).join('');
  return `${start > 0 ? '…' : ''}${printable(shown)}${characters.length > start + longest ? '…' : ''}`;
}

/** Blanks as wide as the text: a tab stays a tab, so that caret and character meet in any tab size. */
const blanksFor = (text: string): string =>
  graphemesOf(text)
    .map((grapheme) => (grapheme === '\t' ? '\t' : ' '.repeat(graphemeWidth(grapheme))))
    .join('');

/**
 * The lines around a place (line and column from 1, column in characters), each behind its number,
 * with a caret below the place. Long lines are cut to the part around the column.
 */
export function excerptAt(text: string, line: number, column: number): string {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(1, line - linesBefore);
  const last = Math.min(lines.length, line + linesAfter);
  const gutter = String(last).length;
  const start = column > longest ? column - 1 - longest / 2 : 0;
  const out: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const content = lines[number - 1] ?? '';
    // The empty line after the last line break is no line to show, unless the place is there.
    if (number === lines.length && content === '' && number !== line) continue;
    out.push(`${String(number).padStart(gutter)} | ${windowOf(content, start)}`.trimEnd());
    if (number !== line) continue;
    const before = [...content].slice(start, column - 1).join('');
    const beyond = ' '.repeat(Math.max(0, column - 1 - [...content].length));
    out.push(`${' '.repeat(gutter)} | ${start > 0 ? ' ' : ''}${blanksFor(printable(before))}${beyond}^`);
  }
  return out.join('\n');
}
