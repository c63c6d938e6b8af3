import type { Command } from 'commander';
import { findPlace, someOf } from '../find-place.ts';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { type EnvironmentFlag, withServices } from './up-options.ts';

interface RestartFlags extends EnvironmentFlag {
  readonly detach?: boolean;
}

export function addRestart(program: Command, session: Session): void {
  withServices(program.command('restart'))
    .description('restart services, those first that others need')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async (words: readonly string[], { detach = false, environment }: RestartFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const place = await findPlace(session, client, words, signal, environment);
          return client.stacks.restart(someOf(place), { signal });
        }),
      );
    });
}
