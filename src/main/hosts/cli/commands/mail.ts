import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import { writeFileAtomically } from '../../../core/project/write-file-atomically.ts';
import { mailsText, mailText } from '../mail-text.ts';
import { bytesText } from '../quantity-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { takeAttachment } from '../take-attachment.ts';
import { harmless, oneLine } from '../terminal-text.ts';
import { type DataFlags, dataPlace, withDataEnvironment } from './data-options.ts';
import { addMailRelease } from './mail-release.ts';
import { wholeNumber } from './parse-number.ts';

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
  addAttachment(mail, session);
  addMailRelease(mail, session);
}

interface AttachmentFlags extends DataFlags {
  readonly output?: string;
  readonly force?: boolean;
}

function addAttachment(mail: Command, session: Session): void {
  withDataEnvironment(mail.command('attachment'))
    .description('write what is attached to one to a file, or to what reads standard output')
    .argument('<mail>', 'its id, the start of it, or "last"')
    .argument('[number]', 'which, counted from 1 as "mail show" lists them', wholeNumber(1), 1)
    .option('-o, --output <file>', 'the file')
    .option('--force', 'replace a file that is there')
    .action(async (id: string, number: number, { environment, output, force = false }: AttachmentFlags) => {
      requireReader(session, output);
      await withCore(session, async ({ client }, signal) => {
        const place = await dataPlace(session, client, signal, environment);
        const parts = client.mail.attachment({ ...place, id, number }, { signal });
        const { name, type, content } = await takeAttachment(parts);
        if (output === undefined) {
          await new Promise((resolve) => session.world.stdout.write(content, resolve));
          return;
        }
        const file = session.pathOf(output);
        await writeFileAtomically(file, content, force, signal);
        answer(session, { name, type, size: content.length, file }, () =>
          oneLine(`${name} (${type}, ${bytesText(content.length)}) is in ${file}`),
        );
      });
    });
}

/** @throws BacklotError `invalid-input`: bytes of any kind do harm to a terminal. */
function requireReader({ world, out }: Session, output: string | undefined): void {
  if (output !== undefined || (world.stdout.isTTY !== true && !out.json)) return;
  throw new BacklotError('invalid-input', 'There is no file to write the attachment to.', {
    hint: 'Name one with --output, or send standard output to a file or program.',
  });
}
