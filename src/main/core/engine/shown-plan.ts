import { BacklotError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/model/operation.ts';
import { fingerprint } from './fingerprint.ts';

/** Fingerprint of what a plan changes; how far a start has come since is none of it. */
export const planHash = ({ steps }: Pick<Plan, 'steps'>): string =>
  fingerprint(
    steps
      .filter(({ verb }) => verb !== 'wait')
      .map(({ id, verb, resource, cause, destructive, args }) => ({
        id,
        verb,
        resource,
        cause,
        destructive,
        args,
      })),
  );

/**
 * Lets only that plan run which was shown.
 * @throws BacklotError `plan-outdated` when something else would be done by now.
 */
export function requireShown(plan: Plan, shown: string | undefined): Plan {
  if (shown === undefined || shown === planHash(plan)) return plan;
  throw new BacklotError('plan-outdated', 'What would be done has changed since the plan was shown.', {
    hint: 'Nothing was changed. Look at the new plan, then start it.',
  });
}
