import { setImmediate as nextTurn } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import { BacklotError } from '../../../shared/errors.ts';

/** Which of these texts an expression is found in, in order. */
export type LineMatcher = (texts: readonly string[]) => Promise<readonly boolean[]>;

/** How long an expression may hold the process up, in milliseconds. */
const withinMs = 40;
/** On a busy machine the time is up before anything is done: a line is too slow when it always is. */
const attempts = 3;

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
  const run = (texts: readonly string[]): readonly boolean[] => {
    context.input = JSON.stringify(texts);
    const answer: unknown = JSON.parse(String(script.runInContext(context, { timeout: withinMs })));
    return Array.isArray(answer) ? answer.map((found) => found === 1) : texts.map(() => false);
  };
  const match = async (texts: readonly string[], attempt: number): Promise<readonly boolean[]> => {
    if (texts.length === 0) return [];
    try {
      return run(texts);
    } catch (error) {
      if (texts.length === 1 && attempt >= attempts)
        throw invalid(
          source,
          'takes too long on a line',
          'Use a simpler expression: no repetition inside a repetition.',
          error,
        );
      await nextTurn();
      const half = Math.ceil(texts.length / 2);
      const next = texts.length === 1 ? attempt + 1 : 1;
      return [...(await match(texts.slice(0, half), next)), ...(await match(texts.slice(half), next))];
    }
  };
  return (texts) => match(texts, 1);
}
