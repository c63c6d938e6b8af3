import type { Command } from 'commander';
import { confirmPlan } from '../confirm-plan.ts';
import { findPlace } from '../find-place.ts';
import type { Place } from '../read-place.ts';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { upAddresses } from '../up-addresses.ts';
import { type UpFlags, upRequest, withServices, withUpOptions } from './up-options.ts';

interface UpCommandFlags extends UpFlags {
  readonly yes?: boolean;
  readonly detach?: boolean;
}

export function addUp(program: Command, session: Session): void {
  const { out } = session;
  withUpOptions(withServices(program.command('up')))
    .description('bring an environment to what its compose files say, and wait until it is ready')
    .option('-y, --yes', 'do not ask before steps that remove or replace something')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async (words: readonly string[], flags: UpCommandFlags) => {
      const { yes = false, detach = false, environment } = flags;
      let place: Place | undefined;
      const code = await runOperation(
        session,
        {
          detach,
          async after({ stacks }, signal) {
            if (!place || out.json || out.quiet) return;
            const { services } = await stacks.show(
              { project: place.project, environment: place.environment },
              { signal },
            );
            const lines = upAddresses(services);
            if (lines) out.line(lines);
          },
        },
        async (client, signal) => {
          place = await findPlace(session, client, words, signal, environment);
          const request = upRequest(place, flags);
          if (yes) return client.stacks.up(request, { signal });
          const plan = await confirmPlan(session, await client.stacks.planUp(request, { signal }), signal);
          return client.stacks.up({ ...request, plan }, { signal });
        },
      );
      session.finish(code);
    });
}
