import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import type { StackService } from '../../../../shared/model/stack.ts';
import { findPlace } from '../find-place.ts';
import { addressText } from '../ps-text.ts';
import { requireServices } from '../require-services.ts';
import { answer, type Session, withCore } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { type EnvironmentFlag, withServices } from './up-options.ts';

/** Names of what a person wants to see first, and of what stands beside it. */
const front = /^(?:web|www|front|site|store|shop|ui|app)/i;
const beside = /mail|admin|smtp|minio|metrics|grafana|prometheus|trace|jaeger/i;
const rank = (service: string): number => (front.test(service) ? 0 : beside.test(service) ? 2 : 1);

/** The web page of the services, with the other ones; without any, the first address. */
function addressOf(services: readonly StackService[], what: string) {
  const all = services.flatMap(({ name: service, addresses }) =>
    addresses.map((one) => ({ service, url: one.url, where: one.url ?? addressText(one) })),
  );
  const [page, ...others] = all
    .filter(({ url }) => url !== undefined)
    .toSorted((a, b) => rank(a.service) - rank(b.service));
  const found = page ?? all[0];
  if (found) return { ...found, others };
  throw new BacklotError('not-found', `${what} has no published port that can be reached now.`, {
    hint: 'See: backlot ps',
  });
}

export function addOpen(program: Command, session: Session): void {
  const { world, out } = session;
  withServices(program.command('open'))
    .usage('[options] [environment] [service]')
    .description('open the published address of a service in the browser, or print it')
    .action(async (words: readonly string[], { environment: named }: EnvironmentFlag) => {
      const { service, url, where, others } = await withCore(session, async ({ client }, signal) => {
        const place = await findPlace(session, client, words, signal, named);
        const { project, environment, rest } = place;
        const { services } = await client.stacks.show({ project, environment }, { signal });
        requireServices(
          rest,
          services.map(({ name }) => name),
        );
        const wanted = services.filter(({ name }) => rest.length === 0 || rest.includes(name));
        return addressOf(wanted, rest.length === 0 ? environment : oneLine(rest.join(', ')));
      });
      const opened = url !== undefined && (await world.openUrl(url));
      answer(session, { service, url: url ?? null, address: where, opened }, () => where);
      if (out.quiet || out.json) return;
      if (!opened && url !== undefined) out.note('No browser could be opened; open the address above.');
      for (const other of others) out.note(`Also: ${oneLine(other.service)}  ${other.where}`);
    });
}
