import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import { attachExec, terminalSize } from '../attach-exec.ts';
import { findPlace } from '../find-place.ts';
import { type Session, withCore } from '../session.ts';
import { type EnvironmentFlag, withEnvironment } from './up-options.ts';

interface ExecFlags extends EnvironmentFlag {
  readonly tty: boolean;
  readonly user?: string;
  readonly workdir?: string;
}

export function addExec(program: Command, session: Session): void {
  const { world } = session;
  withEnvironment(program.command('exec'))
    .description("run a command in a service's container, a shell when none is named")
    .argument('<words...>', 'the environment (default: the one of kind dev), the service, the command')
    .usage('[options] [environment] <service> [--] [command...]')
    .option('-T, --no-tty', 'without a terminal, also where there is one')
    .option('-u, --user <user>', 'as this user')
    .option('-w, --workdir <dir>', 'in this folder of the container')
    .action(
      async (words: readonly string[], { tty: wanted, user, workdir, environment: named }: ExecFlags) => {
        const { stdin, stdout } = world;
        const tty = wanted && stdin.isTTY === true && stdout.isTTY === true;
        const code = await withCore(session, async ({ client }, signal) => {
          const place = await findPlace(session, client, words, signal, named);
          const { project, environment, rest } = place;
          const [service, ...command] = rest;
          if (service === undefined)
            throw new BacklotError('invalid-input', 'A service is missing.', {
              hint: 'See: backlot exec --help',
            });
          const { id } = await client.live.execOpen(
            {
              project,
              environment,
              service,
              tty,
              ...(command.length > 0 ? { command } : {}),
              ...(tty ? { size: terminalSize(stdout) } : {}),
              ...(user === undefined ? {} : { user }),
              ...(workdir === undefined ? {} : { workingDir: workdir }),
            },
            { signal },
          );
          return attachExec(client, id, world, tty, signal);
        });
        session.finish(code);
      },
    );
}
