import { type Command, Option } from 'commander';
import { confirm } from '../confirm.ts';
import { relayText, releaseText } from '../mail-text.ts';
import { readPassword } from '../read-password.ts';
import { runOperation } from '../run-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { readProject } from '../show-project.ts';
import { type DataFlags, dataPlace, withDataEnvironment, withDetach, withYes } from './data-options.ts';

export function addMailRelease(mail: Command, session: Session): void {
  addRelease(mail, session);
  addRelay(mail, session);
}

interface ReleaseFlags extends DataFlags {
  readonly to: string;
}

function addRelease(mail: Command, session: Session): void {
  withYes(withDetach(withDataEnvironment(mail.command('release'))))
    .description('send one to an address that backlot.yaml allows; what was sent can not be taken back')
    .argument('<mail>', 'its id, the start of it, or "last"')
    .requiredOption('--to <address>', 'who gets it: nobody else does, whoever it was for')
    .action(async (id: string, { environment, to, yes = false, detach = false }: ReleaseFlags) => {
      const code = await runOperation(session, { detach }, async (client, signal) => {
        const place = await dataPlace(session, client, signal, environment);
        if (yes) return client.mail.release({ ...place, id, to }, { signal });
        const [{ summary }, { relay }] = await Promise.all([
          client.mail.show({ ...place, id }, { signal }),
          client.mail.relay({ project: place.project }, { signal }),
        ]);
        const short = `The mail ${summary.id} is sent to ${to}`;
        // Without a relay it is refused, with what there is to do.
        if (relay) await confirm(session, { about: releaseText(summary, to, relay), short }, signal);
        // What was asked about is what goes, also when a newer one is the last by then.
        return client.mail.release({ ...place, id: summary.id, to }, { signal });
      });
      session.finish(code);
    });
}

interface RelayFlags {
  readonly password?: boolean;
  readonly forget?: boolean;
}

function addRelay(mail: Command, session: Session): void {
  mail
    .command('relay')
    .description('where mails may be released to, and through which server')
    .addOption(
      new Option('--password', 'keep the password of its user: typed, or read from standard input').conflicts(
        'forget',
      ),
    )
    .option('--forget', 'forget the password')
    .action(async ({ password = false, forget = false }: RelayFlags) => {
      const found = await withCore(session, async ({ client }, signal) => {
        const { path: project } = await readProject(session, client, signal);
        if (password) {
          const { world, out } = session;
          if (world.stdin.isTTY) out.note('The password of the relay:');
          const given = await readPassword(world.stdin, signal);
          await client.mail.setRelayPassword({ project, password: given }, { signal });
        } else if (forget) await client.mail.setRelayPassword({ project }, { signal });
        return client.mail.relay({ project }, { signal });
      });
      answer(session, found, () => relayText(found.relay));
    });
}
