import { BacklotError } from '../../../shared/errors.ts';
import { readAnswer } from './read-answer.ts';
import type { Session } from './session.ts';
import { harmless, oneLine } from './terminal-text.ts';

export interface Question {
  /** What is about to happen, in one or more lines. */
  readonly about: string;
  /** The same as the beginning of a sentence: "1 step removes something". */
  readonly short: string;
}

/**
 * Shows what is about to happen and asks whether it may; where nobody can be asked it is refused.
 * @throws BacklotError `invalid-input` where nobody can be asked, `cancelled` when the answer is no
 */
export async function confirm(
  session: Session,
  { about, short }: Question,
  signal: AbortSignal,
): Promise<void> {
  const { world, out } = session;
  const what = oneLine(short);
  out.note(harmless(about.trimEnd()));
  if (!world.stdin.isTTY || out.json)
    throw new BacklotError('invalid-input', `${what}, and nobody can be asked here.`, {
      hint: 'Look at what is shown above, then run it again with --yes.',
    });
  world.stderr.write(`${what}. Go on? [y/N] `);
  const answer = await readAnswer(world.stdin, signal);
  if (answer === undefined) out.note('');
  if (!/^y(es)?$/i.test(answer ?? '')) throw new BacklotError('cancelled', 'Nothing was changed.');
}
