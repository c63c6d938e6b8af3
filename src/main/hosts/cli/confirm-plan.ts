import { BacklotError } from '../../../shared/errors.ts';
import type { PlannedStep } from '../../../shared/model/operation.ts';
import { readAnswer } from './read-answer.ts';
import type { Session } from './session.ts';
import { harmless } from './terminal-text.ts';

/** What the core says of a plan. */
export interface ShownPlan {
  readonly hash: string;
  readonly text: string;
  readonly steps: readonly Pick<PlannedStep, 'destructive'>[];
}

/**
 * Lets a plan pass that destroys nothing. Another one is shown and asked about; where nobody can be asked
 * it is refused. Answers its hash: what is started then is what was shown.
 * @throws BacklotError `invalid-input` where nobody can be asked, `cancelled` when the answer is no
 */
export async function confirmPlan(session: Session, plan: ShownPlan, signal: AbortSignal): Promise<string> {
  const { world, out } = session;
  const destructive = plan.steps.filter((step) => step.destructive).length;
  if (destructive === 0) return plan.hash;
  out.note(harmless(plan.text.trimEnd()));
  const count = destructive === 1 ? '1 step removes or replaces' : `${destructive} steps remove or replace`;
  if (!world.stdin.isTTY || out.json)
    throw new BacklotError('invalid-input', `${count} something, and nobody can be asked here.`, {
      hint: 'Look at the plan above, then run it again with --yes.',
    });
  world.stderr.write(`${count} something. Go on? [y/N] `);
  const answer = await readAnswer(world.stdin, signal);
  if (answer === undefined) out.note('');
  if (!/^y(es)?$/i.test(answer ?? '')) throw new BacklotError('cancelled', 'Nothing was changed.');
  return plan.hash;
}
