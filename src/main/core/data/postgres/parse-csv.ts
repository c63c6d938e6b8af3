import type { Row } from './source.ts';

type Field = string | null;

/**
 * Rows of `COPY … WITH (FORMAT csv, HEADER, FORCE_QUOTE *)`: a value is quoted, a null is an empty field
 * without quotes.
 */
export function parseCsv(text: string): readonly Row[] {
  const lines: Field[][] = [];
  let fields: Field[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const { value, end } = text[at] === '"' ? quoted(text, at) : plain(text, at);
    fields.push(value);
    at = end;
    if (text[at] === ',' && at + 1 < text.length) continue;
    lines.push(fields);
    fields = [];
  }
  const [head = [], ...body] = lines;
  return body.map((values) =>
    Object.fromEntries(head.map((name, column) => [name ?? '', values[column] ?? null])),
  );
}

interface Read {
  readonly value: Field;
  /** Where the separator after it is. */
  readonly end: number;
}

/** Only names of columns and nulls come without quotes. */
function plain(text: string, from: number): Read {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  return { value: end === from ? null : text.slice(from, end), end };
}

function quoted(text: string, from: number): Read {
  const pieces: string[] = [];
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { value: pieces.join(''), end: text.length };
    pieces.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return { value: pieces.join(''), end: quote + 1 };
    pieces.push('"');
    at = quote + 2;
  }
}
