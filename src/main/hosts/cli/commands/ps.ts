import type { Command } from 'commander';
import { findPlace } from '../find-place.ts';
import { psText } from '../ps-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { type EnvironmentFlag, withEnvironment } from './up-options.ts';

export function addPs(program: Command, session: Session): void {
  const { icons, paint } = session.out;
  withEnvironment(program.command('ps'))
    .description('show the services of an environment: state and cause, image, published ports')
    .argument('[environment]', 'its name (default: the one of kind dev)')
    .action(async (name: string | undefined, flags: EnvironmentFlag) => {
      const status = await withCore(session, async ({ client }, signal) => {
        const place = await findPlace(session, client, [], signal, name ?? flags.environment);
        const { project, environment } = place;
        return client.stacks.show({ project, environment }, { signal });
      });
      answer(session, status, () => psText(status.services, icons, paint));
    });
}
