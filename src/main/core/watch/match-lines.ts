import { createContext, Script } from 'node:vm';
import { BacklotError } from '../../../shared/errors.ts';

/** Which of these texts an expression is found in, in order. */
export type LineMatcher = (texts: readonly string[]) => readonly boolean[];

/** How long an expression may work on one batch, in milliseconds, before it is given up. */
const withinMs = 40;

/** Only plain data goes in and out of the other context: JSON text. */
const script = new Script(
  '(() => { const texts = JSON.parse(input); const found = new RegExp(source, flags); return JSON.stringify(texts.map((text) => found.test(text) ? 1 : 0)); })()',
);

const invalid = (source: string, why: string, hint: string, cause: unknown): BacklotError =>
  new BacklotError('invalid-input', `The filter /${source}/ ${why}.`, {
    hint,
    details: { filter: source },
    cause,
  });

/**
 * A matcher of a user's regular expression, without regard to case unless it has a capital letter. An
 * expression that would work for ever on some line is stopped.
 * @throws BacklotError `invalid-input` here for a wrong expression, and by the matcher for a slow one.
 */
export function createLineMatcher(source: string): LineMatcher {
  const flags = /[A-Z]/.test(source) ? '' : 'i';
  try {
    new RegExp(source, flags);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: /, '').toLowerCase() : 'wrong';
    throw invalid(
      source,
      `is not a regular expression: ${why}`,
      'Correct it, or write "\\" before a sign that stands for itself.',
      error,
    );
  }
  const context = createContext({ source, flags, input: '' });
  return (texts) => {
    if (texts.length === 0) return [];
    context.input = JSON.stringify(texts);
    try {
      const answer: unknown = JSON.parse(String(script.runInContext(context, { timeout: withinMs })));
      return Array.isArray(answer) ? answer.map((found) => found === 1) : texts.map(() => false);
    } catch (error) {
      throw invalid(
        source,
        'takes too long on these lines',
        'Use a simpler expression: no repetition inside a repetition.',
        error,
      );
    }
  };
}
