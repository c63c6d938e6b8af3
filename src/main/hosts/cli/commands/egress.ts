import type { Command } from 'commander';
import type { Egress } from '../../../../shared/model/isolation.ts';
import { allowedText, egressNews, egressText } from '../egress-text.ts';
import { findPlace } from '../find-place.ts';
import { answer, type Session, withCore } from '../session.ts';

interface EgressFlags {
  readonly follow?: boolean;
  readonly allow?: string;
  readonly authority?: boolean;
  readonly recorded?: string;
}

export function addEgress(program: Command, session: Session): void {
  const { out, world } = session;
  program
    .command('egress')
    .description('what an isolated environment tried to reach, and what became of it')
    .argument('[environment]', 'the environment (default: the one of kind dev)')
    .option('-f, --follow', 'go on with what it tries; Ctrl-C ends it')
    .option(
      '--allow <host>',
      'allow a host in backlot.yaml: api.example.com, *.example.com, api.example.com:8443',
    )
    .option('--recorded <host>', 'write what a recorded host has answered, as a file of stubs')
    .option('--authority', 'write the certificate of the authority behind its sandboxes, as PEM')
    .action(async (named: string | undefined, flags: EgressFlags) => {
      const { follow = false, authority = false, recorded, allow } = flags;
      await withCore(session, async ({ client }, signal) => {
        const { project, environment } = await findPlace(session, client, [], signal, named);
        const place = { project, environment };
        if (allow !== undefined) {
          const allowed = await client.isolation.allow({ project, host: allow }, { signal });
          answer(session, allowed, () => allowedText(allowed, allow));
          return;
        }
        if (recorded !== undefined) {
          const stubs = await client.isolation.recorded({ ...place, host: recorded }, { signal });
          answer(session, stubs, () => stubs.text.trimEnd());
          return;
        }
        if (authority) {
          const own = await client.isolation.authority(place, { signal });
          answer(session, own, () => own.certificate.trimEnd());
          return;
        }
        if (!follow) {
          const egress = await client.isolation.show(place, { signal });
          answer(session, egress, () => egressText(egress, world.now()));
          return;
        }
        let before: Egress | undefined;
        for await (const { value } of client.isolation.egress(place, { signal })) {
          if (out.json) out.document(value);
          else if (before === undefined) out.line(egressText(value, world.now()));
          else for (const line of egressNews(before, value)) out.line(line);
          before = value;
        }
      });
    });
}
