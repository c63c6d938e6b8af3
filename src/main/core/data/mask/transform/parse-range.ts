import { quoteWhereNeeded } from './parse-record.ts';

/** A range that is not empty; a bound is null where there is none. */
export interface Range {
  readonly open: '[' | '(';
  readonly lower: string | null;
  readonly upper: string | null;
  readonly close: ']' | ')';
}

const bound = '("(?:[^"\\\\]|""|\\\\.)*"|[^",\\\\()[\\]]*)';
const form = new RegExp(`^([[(])${bound},${bound}([\\])])$`, 's');

const boundOf = (text: string): string | null => {
  if (text === '') return null;
  return text.startsWith('"') ? text.slice(1, -1).replace(/""|\\(.)/gs, (pair) => pair.slice(1)) : text;
};

/** Reads "[1,10)" and "empty"; undefined for what is no range. */
export function parseRange(text: string): Range | 'empty' | undefined {
  if (text === 'empty') return text;
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, open, lower = '', upper = '', close] = match;
  return {
    open: open === '[' ? '[' : '(',
    lower: boundOf(lower),
    upper: boundOf(upper),
    close: close === ']' ? ']' : ')',
  };
}

const special = /["\\(),[\]\s]/;
const written = (value: string | null): string => (value === null ? '' : quoteWhereNeeded(value, special));

/** A range as PostgreSQL writes it. */
export const writeRange = ({ open, lower, upper, close }: Range): string =>
  `${open}${written(lower)},${written(upper)}${close}`;
