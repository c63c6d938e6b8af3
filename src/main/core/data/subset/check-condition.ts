import { BacklotError } from '../../../../shared/errors.ts';

/**
 * Refuses a condition that would be more than one: it is put between parentheses into a query. What it means
 * is the server's to judge; that it ends where it should is judged here.
 * @throws BacklotError `config-invalid`
 */
export function checkCondition(table: string, condition: string): void {
  const refuse = (why: string): never => {
    throw new BacklotError('config-invalid', `The subset condition of ${table} ${why}.`, {
      hint: "Write one condition as it would stand after WHERE: created_at > now() - interval '90 days'",
      details: { table },
    });
  };
  let depth = 0;
  for (let at = 0; at < condition.length; at++) {
    const letter = condition[at] ?? '';
    const pair = condition.slice(at, at + 2);
    if (letter === "'" || letter === '"') {
      // Other kinds of strings have escapes of their own: E'\'' would end elsewhere than it seems.
      if (letter === "'" && /[\w&$]/.test(condition[at - 1] ?? ''))
        refuse("has a prefixed string; write '...'");
      const end = condition.indexOf(letter, at + 1);
      if (end < 0) refuse('has a quote that is not closed');
      at = end;
    } else if (letter === '(') depth += 1;
    else if (letter === ')') {
      depth -= 1;
      if (depth < 0) refuse('closes a parenthesis that it did not open');
    } else if (pair === '--' || pair === '/*') refuse('has a comment');
    else if (letter === ';') refuse('has a semicolon');
    else if (letter === '\\') refuse('has a backslash outside a string');
    else if (letter === '$') refuse('has a dollar sign outside a string');
    else if (letter === '\0') refuse('has a character that SQL does not know');
  }
  if (depth > 0) refuse('has a parenthesis that is not closed');
  if (condition.trim() === '') refuse('is empty');
}
