import type { PlannedStep } from '../../../shared/model/operation.ts';
import { confirm } from './confirm.ts';
import type { Session } from './session.ts';

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
  const destructive = plan.steps.filter((step) => step.destructive).length;
  if (destructive === 0) return plan.hash;
  const count = destructive === 1 ? '1 step removes or replaces' : `${destructive} steps remove or replace`;
  await confirm(session, { about: plan.text, short: `${count} something` }, signal);
  return plan.hash;
}
