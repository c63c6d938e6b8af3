import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import { findPlace } from '../find-place.ts';
import { answer, type Session, withCore } from '../session.ts';
import { harmless } from '../terminal-text.ts';
import { type UpFlags, upRequest, withServices, withUpOptions } from './up-options.ts';

interface PlanFlags extends UpFlags {
  readonly down?: boolean;
  readonly volumes?: boolean;
}

export function addPlan(program: Command, session: Session): void {
  withUpOptions(withServices(program.command('plan')))
    .description('show what up would do now, step by step with its causes')
    .option('--down', 'what down would do')
    .option('--volumes', 'with --down: the volumes too')
    .action(async (words: readonly string[], { down = false, volumes, environment, ...flags }: PlanFlags) => {
      const plan = await withCore(session, async ({ client }, signal) => {
        const place = await findPlace(session, client, words, signal, environment);
        if (!down && volumes === undefined) return client.stacks.planUp(upRequest(place, flags), { signal });
        if (!down || place.rest.length > 0)
          throw new BacklotError(
            'invalid-input',
            down
              ? 'down takes away a whole environment, not services of it.'
              : '--volumes belongs to --down.',
            { hint: 'See: backlot plan --help' },
          );
        const { project, environment: name } = place;
        return client.stacks.planDown({ project, environment: name, volumes }, { signal });
      });
      answer(session, plan, () => harmless(plan.text.trimEnd()));
    });
}
