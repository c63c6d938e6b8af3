import type { Command } from 'commander';
import { findPlace, someOf } from '../find-place.ts';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { type EnvironmentFlag, withServices } from './up-options.ts';

interface StopFlags extends EnvironmentFlag {
  readonly detach?: boolean;
}

export function addStop(program: Command, session: Session): void {
  withServices(program.command('stop'))
    .description('stop services and keep their containers')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async (words: readonly string[], { detach = false, environment }: StopFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const place = await findPlace(session, client, words, signal, environment);
          return client.stacks.stop(someOf(place), { signal });
        }),
      );
    });
}
