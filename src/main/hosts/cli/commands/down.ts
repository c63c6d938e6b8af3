import type { Command } from 'commander';
import { confirmPlan } from '../confirm-plan.ts';
import { findPlace } from '../find-place.ts';
import type { Place } from '../read-place.ts';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { type EnvironmentFlag, withEnvironment } from './up-options.ts';

interface DownFlags extends EnvironmentFlag {
  readonly volumes?: boolean;
  readonly yes?: boolean;
  readonly detach?: boolean;
}

export function addDown(program: Command, session: Session): void {
  const { out } = session;
  withEnvironment(program.command('down'))
    .description('remove containers and networks of an environment; its volumes stay unless asked for')
    .argument('[environment]', 'its name (default: the one of kind dev)')
    .option('--volumes', 'the volumes too, with their data')
    .option('-y, --yes', 'do not ask')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async (name: string | undefined, flags: DownFlags) => {
      const { volumes = false, yes = false, detach = false } = flags;
      let place: Place | undefined;
      const code = await runOperation(
        session,
        {
          detach,
          async after({ stacks }, signal) {
            if (!place || out.json || out.quiet) return;
            const { project, environment } = place;
            const kept = (await stacks.show({ project, environment }, { signal })).volumes.map(oneLine);
            if (kept.length > 0)
              out.line(`Kept, with their data: volumes ${kept.join(', ')}. To remove them: down --volumes`);
          },
        },
        async (client, signal) => {
          place = await findPlace(session, client, [], signal, name ?? flags.environment);
          const { project, environment } = place;
          const request = { project, environment, volumes };
          if (yes) return client.stacks.down(request, { signal });
          const plan = await confirmPlan(session, await client.stacks.planDown(request, { signal }), signal);
          return client.stacks.down({ ...request, plan }, { signal });
        },
      );
      session.finish(code);
    });
}
