import { BacklotError } from '../../../../shared/errors.ts';

const identifier = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

const match = (pattern: RegExp, sql: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
};

/** Where a text that begins at `from` (behind its opening) ends: behind `close`, or at the end of it all. */
const behind = (sql: string, close: string, from: number): number => {
  const at = sql.indexOf(close, from);
  return at === -1 ? sql.length : at + close.length;
};

/** Behind a string with backslash escapes. */
function behindEscaped(sql: string, from: number): number {
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '\\') at += 1;
    else if (sql[at] === "'") return at + 1;
  }
  return sql.length;
}

/** Comments of this kind nest. */
function behindComment(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

const makesRoutine = /^create (or replace )?(function|procedure) /;

/**
 * Cuts SQL into its statements, as `psql` would: each with its semicolon, without the comments before it.
 * Knows quotes, dollar quotes, nested comments, parentheses, and routines with a body of their own.
 * @throws BacklotError `data-unreadable` for a backslash outside of quotes: `psql` would take it for one of
 * its commands, and a dump has none.
 */
export function splitStatements(sql: string): readonly string[] {
  const statements: string[] = [];
  let start = -1;
  let parentheses = 0;
  let bodies = 0;
  let words = '';
  let at = 0;
  const finish = (end: number): void => {
    if (start !== -1) statements.push(sql.slice(start, end).trimEnd());
    start = -1;
    parentheses = 0;
    bodies = 0;
    words = '';
  };
  const word = (text: string): void => {
    const lower = text.toLowerCase();
    if (words.length < 60) words += `${lower} `;
    if (parentheses > 0 || !makesRoutine.test(words)) return;
    if (lower === 'begin' || (lower === 'case' && bodies > 0)) bodies += 1;
    if (lower === 'end' && bodies > 0) bodies -= 1;
  };

  while (at < sql.length) {
    const letter = sql[at] ?? '';
    if (/\s/.test(letter)) {
      at += 1;
      continue;
    }
    if (sql.startsWith('--', at)) {
      at = behind(sql, '\n', at);
      continue;
    }
    if (sql.startsWith('/*', at)) {
      at = behindComment(sql, at);
      continue;
    }
    if (letter === '\\') throw commandInside();
    if (start === -1) start = at;
    if (letter === "'") at = behind(sql, "'", at + 1);
    else if (letter === '"') at = behind(sql, '"', at + 1);
    else if (letter === '$') {
      const tag = match(dollarTag, sql, at);
      at = tag === undefined ? at + 1 : behind(sql, tag, at + tag.length);
    } else if (letter === ';' && parentheses === 0 && bodies === 0) {
      at += 1;
      finish(at);
    } else {
      const name = match(identifier, sql, at);
      if (name === undefined) {
        if (letter === '(') parentheses += 1;
        if (letter === ')' && parentheses > 0) parentheses -= 1;
        at += 1;
      } else if (/^e$/i.test(name) && sql[at + 1] === "'") at = behindEscaped(sql, at + 2);
      else {
        word(name);
        at += name.length;
      }
    }
  }
  finish(sql.length);
  return statements;
}

const commandInside = (): BacklotError =>
  new BacklotError('data-unreadable', 'The SQL holds a command of psql, which is not run.', {
    hint: 'Remove the line that begins with a backslash.',
  });
