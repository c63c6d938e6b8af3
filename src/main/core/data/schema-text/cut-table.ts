import { literalText } from './literal-text.ts';
import type { SqlToken } from './sql-tokens.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A default, a check or a computed value that stands in a CREATE TABLE or CREATE DOMAIN. */
export interface Clause {
  readonly kind: 'default' | 'check' | 'generated';
  /** The column's name, or the constraint's; empty where it has none. */
  readonly name: string;
  readonly range: Range;
  /** What is taken out so that the rest is whole. */
  readonly removal: Range;
}

const isSign = (sql: string, token: SqlToken | undefined, sign: string): boolean =>
  token?.kind === 'sign' && sql[token.start] === sign;

const wordOf = (sql: string, token: SqlToken | undefined): string =>
  token?.kind === 'word' ? sql.slice(token.start, token.end).toUpperCase() : '';

export const nameOf = (sql: string, token: SqlToken | undefined): string =>
  token === undefined ? '' : literalText(sql, token);

/** Index behind the parenthesis that closes the one at `open`. */
function behindParenthesis(sql: string, tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isSign(sql, tokens[at], '(')) depth += 1;
    if (isSign(sql, tokens[at], ')')) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

/** Where an expression of a column ends: at the next clause, as far as it stands in no parentheses. */
function behindExpression(sql: string, tokens: readonly SqlToken[], from: number): number {
  for (let at = from; at < tokens.length; at += 1) {
    if (isSign(sql, tokens[at], '(')) at = behindParenthesis(sql, tokens, at) - 1;
    else if (/^(?:NOT|COLLATE|CONSTRAINT|CHECK|GENERATED)$/.test(wordOf(sql, tokens[at]))) return at;
    else if (isSign(sql, tokens[at], ';')) return at;
  }
  return tokens.length;
}

/** The clauses that follow a column's or a domain's type. */
export function cutClauses(sql: string, tokens: readonly SqlToken[], column: string): readonly Clause[] {
  const clauses: Clause[] = [];
  const endOf = (index: number): number => tokens[index - 1]?.end ?? 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const word = wordOf(sql, token);
    if (token === undefined) continue;
    if (isSign(sql, token, '(')) at = behindParenthesis(sql, tokens, at) - 1;
    else if (word === 'DEFAULT') {
      const behind = behindExpression(sql, tokens, at + 1);
      const range = { start: token.start, end: endOf(behind) };
      clauses.push({ kind: 'default', name: column, range, removal: range });
      at = behind - 1;
    } else if (word === 'GENERATED') {
      const open = tokens.findIndex((one, index) => index > at && isSign(sql, one, '('));
      // An identity has its options in parentheses: numbers alone.
      const behind = open === -1 ? tokens.length : behindParenthesis(sql, tokens, open);
      const range = { start: token.start, end: endOf(behind) };
      clauses.push({ kind: 'generated', name: column, range, removal: range });
      at = behind - 1;
    } else if (word === 'CHECK' || (word === 'CONSTRAINT' && wordOf(sql, tokens[at + 2]) === 'CHECK')) {
      const open = word === 'CHECK' ? at + 1 : at + 3;
      const behind = behindParenthesis(sql, tokens, open);
      const range = { start: token.start, end: endOf(behind) };
      const name = word === 'CHECK' ? '' : nameOf(sql, tokens[at + 1]);
      clauses.push({ kind: 'check', name, range, removal: range });
      at = behind - 1;
    }
  }
  return clauses;
}

/** Cuts the columns and constraints of a CREATE TABLE into its clauses. */
export function cutTable(sql: string, tokens: readonly SqlToken[]): readonly Clause[] {
  const open = tokens.findIndex((token) => isSign(sql, token, '('));
  const stop = tokens.findIndex((token) => isSign(sql, token, ';'));
  if (open === -1 || (stop !== -1 && stop < open)) return [];
  const close = behindParenthesis(sql, tokens, open) - 1;
  const clauses: Clause[] = [];
  let from = open + 1;
  let comma: SqlToken | undefined;
  for (let at = open + 1; at <= close; at += 1) {
    if (isSign(sql, tokens[at], '(')) at = behindParenthesis(sql, tokens, at) - 1;
    if (at !== close && !isSign(sql, tokens[at], ',')) continue;
    const item = tokens.slice(from, at);
    const [first] = item;
    const last = item.at(-1);
    if (first && last) {
      const isConstraint = /^(?:CONSTRAINT|CHECK)$/.test(wordOf(sql, first));
      if (!isConstraint) clauses.push(...cutClauses(sql, item.slice(1), nameOf(sql, first)));
      else
        clauses.push(
          ...cutClauses(sql, item, '').map((clause) => ({
            ...clause,
            // With a comma: the one before it, or behind it where it is the first.
            removal: comma
              ? { start: comma.start, end: last.end }
              : { start: first.start, end: at === close ? last.end : (tokens[at]?.end ?? last.end) },
          })),
        );
    }
    comma = tokens[at];
    from = at + 1;
  }
  return clauses;
}
