import type { Command } from 'commander';
import type { Egress } from '../../../../shared/model/isolation.ts';
import { egressNews, egressText } from '../egress-text.ts';
import { findPlace } from '../find-place.ts';
import { answer, type Session, withCore } from '../session.ts';

export function addEgress(program: Command, session: Session): void {
  const { out, world } = session;
  program
    .command('egress')
    .description('what an isolated environment tried to reach, and what became of it')
    .argument('[environment]', 'the environment (default: the one of kind dev)')
    .option('-f, --follow', 'go on with what it tries; Ctrl-C ends it')
    .action(async (named: string | undefined, { follow = false }: { readonly follow?: boolean }) => {
      await withCore(session, async ({ client }, signal) => {
        const { project, environment } = await findPlace(session, client, [], signal, named);
        const place = { project, environment };
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
