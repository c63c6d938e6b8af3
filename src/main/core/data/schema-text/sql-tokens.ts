export type SqlTokenKind =
  | 'word'
  /** A name in double quotes. */
  | 'quoted'
  /** A string whose only escape is the doubled quote. */
  | 'string'
  /** A string with backslash escapes: `E'…'`. */
  | 'escaped'
  | 'dollar'
  | 'number'
  | 'comment'
  | 'sign';

/** One token of SQL; offsets are those of the text it was cut from. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly start: number;
  readonly end: number;
}

const name = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number = /(?:0[xX][\dA-Fa-f_]+|\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const blank = /\s+/y;

const match = (pattern: RegExp, sql: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
};

const behind = (sql: string, close: string, from: number, end: number): number => {
  const at = sql.indexOf(close, from);
  return at === -1 || at + close.length > end ? end : at + close.length;
};

/** Behind a quote that its double does not end. */
function behindQuote(sql: string, quote: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (sql[at] !== quote) continue;
    if (sql[at + 1] === quote && at + 1 < end) at += 1;
    else return at + 1;
  }
  return end;
}

function behindEscaped(sql: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (sql[at] === '\\') at += 1;
    else if (sql[at] === "'") {
      if (sql[at + 1] === "'" && at + 1 < end) at += 1;
      else return at + 1;
    }
  }
  return end;
}

function behindComment(sql: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return Math.min(at + 1, end);
    }
  }
  return end;
}

function tokenAt(sql: string, at: number, end: number): SqlToken {
  const token = (kind: SqlTokenKind, to: number): SqlToken => ({ kind, start: at, end: Math.min(to, end) });
  const letter = sql[at] ?? '';
  if (sql.startsWith('--', at)) {
    const line = sql.indexOf('\n', at);
    return token('comment', line === -1 ? end : line);
  }
  if (sql.startsWith('/*', at)) return token('comment', behindComment(sql, at, end));
  if (letter === "'") return token('string', behindQuote(sql, "'", at + 1, end));
  if (letter === '"') return token('quoted', behindQuote(sql, '"', at + 1, end));
  if (letter === '$') {
    const tag = match(dollarTag, sql, at);
    return tag === undefined
      ? token('sign', at + 1)
      : token('dollar', behind(sql, tag, at + tag.length, end));
  }
  if (/[eE]/.test(letter) && sql[at + 1] === "'") return token('escaped', behindEscaped(sql, at + 2, end));
  if (/[bBxXnN]/.test(letter) && sql[at + 1] === "'")
    return token('string', behindQuote(sql, "'", at + 2, end));
  if (/[uU]/.test(letter) && sql[at + 1] === '&' && /['"]/.test(sql[at + 2] ?? '')) {
    const quote = sql[at + 2] ?? "'";
    return token(quote === "'" ? 'string' : 'quoted', behindQuote(sql, quote, at + 3, end));
  }
  const word = match(name, sql, at);
  if (word !== undefined) return token('word', at + word.length);
  const digits = match(number, sql, at);
  if (digits !== undefined) return token('number', at + digits.length);
  return token('sign', at + 1);
}

/**
 * The tokens of SQL between two offsets, blanks left out: the lexer of PostgreSQL, as far as it says what is a
 * string, a name or a comment. What does not end is one token to the end.
 */
export function* eachToken(sql: string, from = 0, end = sql.length): Generator<SqlToken, void, undefined> {
  let at = from;
  while (at < end) {
    const space = match(blank, sql, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(sql, at, end);
    yield token;
    at = token.end;
  }
}

/** The same as a list. */
export const sqlTokens = (sql: string, from = 0, end = sql.length): readonly SqlToken[] => [
  ...eachToken(sql, from, end),
];
