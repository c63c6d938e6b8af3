import type { ConfigProblem } from '../../../shared/model/project.ts';
import { excerptAt } from './excerpt.ts';

/** What is wrong at one place of a text, before the place is told as line and column. */
export interface Flaw {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity: ConfigProblem['severity'];
}

/** Line and column of an offset, both from 1; a column counts characters (code points). */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

/** The flaw as a problem of a file, with its place and an excerpt of the text. */
export function problemAt(file: string, text: string, flaw: Flaw): ConfigProblem {
  const { line, column } = placeAt(text, flaw.offset);
  const { message, hint, severity } = flaw;
  const excerpt = excerptAt(text, line, column);
  return hint === undefined
    ? { file, line, column, message, excerpt, severity }
    : { file, line, column, message, hint, excerpt, severity };
}
