import type { Range } from './cut-table.ts';
import { literalText } from './literal-text.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/** A text that a schema holds, at offsets of the dump. */
export interface Literal extends Range {
  readonly kind: 'text' | 'number' | 'name' | 'comment' | 'code';
  readonly value: string;
  readonly token: SqlToken;
}

/** Languages whose strings and comments are those of SQL. */
const readLanguages = new Set(['sql', 'plpgsql']);

/** What a routine is written in; its body is what follows AS. */
function languageOf(sql: string, tokens: readonly SqlToken[]): string {
  const at = tokens.findIndex(
    ({ kind, start, end }) => kind === 'word' && sql.slice(start, end).toUpperCase() === 'LANGUAGE',
  );
  const name = tokens[at + 1];
  return at === -1 || name === undefined ? 'sql' : literalText(sql, name).toLowerCase();
}

function literalOf(sql: string, token: SqlToken, kind: Literal['kind']): Literal {
  return { kind, value: literalText(sql, token), token, start: token.start, end: token.end };
}

/** The body of a routine: code, where it can be read; one text that is not taken apart otherwise. */
function bodyLiterals(sql: string, token: SqlToken, language: string): readonly Literal[] {
  if (!readLanguages.has(language)) return [literalOf(sql, token, 'code')];
  const text = sql.slice(token.start, token.end);
  const tag = text.indexOf('$', 1) + 1;
  return sqlTokens(sql, token.start + tag, token.end - tag).flatMap((inner) => plainLiteral(sql, inner));
}

function plainLiteral(sql: string, token: SqlToken): readonly Literal[] {
  switch (token.kind) {
    case 'string':
    case 'escaped':
    case 'dollar':
      return [literalOf(sql, token, 'text')];
    case 'number':
      return [literalOf(sql, token, 'number')];
    case 'quoted':
      return [literalOf(sql, token, 'name')];
    case 'comment':
      return [literalOf(sql, token, 'comment')];
    case 'word':
    case 'sign':
      return [];
  }
}

/** Every text between two offsets; of routines also those of the code. Pure. */
export function findLiterals(sql: string, range: Range, isRoutine: boolean): readonly Literal[] {
  const tokens = sqlTokens(sql, range.start, range.end);
  const language = isRoutine ? languageOf(sql, tokens) : '';
  return tokens.flatMap((token) =>
    isRoutine && token.kind === 'dollar' ? bodyLiterals(sql, token, language) : plainLiteral(sql, token),
  );
}
