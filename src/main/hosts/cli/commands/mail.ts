import type { Command } from 'commander';
import { mailsText, mailText } from '../mail-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { harmless } from '../terminal-text.ts';
import { type DataFlags, dataPlace, withDataEnvironment } from './data-options.ts';

export function addMail(program: Command, session: Session): void {
  const mail = program.command('mail').description('mail that an isolated environment has sent');
  withDataEnvironment(mail.command('list'))
    .description('list it, the newest first')
    .action(async ({ environment }: DataFlags) => {
      const box = await withCore(session, async ({ client }, signal) =>
        client.mail.list(await dataPlace(session, client, signal, environment), { signal }),
      );
      answer(session, box, () => mailsText(box, session.world.now()));
    });
  withDataEnvironment(mail.command('show'))
    .description('show one')
    .argument('<mail>', 'its id, the start of it, or "last"')
    .option('--source', 'as it was sent')
    .action(async (id: string, flags: DataFlags & { readonly source?: boolean }) => {
      const found = await withCore(session, async ({ client }, signal) => {
        const place = await dataPlace(session, client, signal, flags.environment);
        return client.mail.show({ ...place, id }, { signal });
      });
      answer(session, found, () =>
        flags.source ? harmless(found.source.replace(/\r\n/g, '\n')) : mailText(found),
      );
    });
}
