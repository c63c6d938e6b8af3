import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { BacklotError } from '../../../shared/errors.ts';
import { download } from '../../state/download.ts';
import type { DesktopClient } from '../../state/link.ts';
import type { StackPlace } from '../../state/stacks.ts';

/** A name that a mail gives, as that of a file in whatever folder. Pure. */
export function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be in a name
  const plain = name.replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '_').replace(/^[. ]+|[. ]+$/g, '');
  return plain === '' ? 'attachment' : plain.slice(-120);
}

export interface AttachmentOf {
  readonly place: StackPlace;
  /** The mail's. */
  readonly id: string;
  /** Counted from 1. */
  readonly number: number;
}

/** Characters of base64 that go to the desktop in one message. */
const mostCharacters = 30 * 2 ** 20;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

/**
 * Saves what is attached to a mail: by the system's dialog in the desktop app, by a download in a browser, where it
 * is bytes of no kind, so that nothing opens it by itself. Answers its path where that is known.
 * @throws BacklotError as the call does; `too-large` for the desktop app.
 */
export async function saveAttachment(
  client: BacklotClient,
  desktop: DesktopClient | undefined,
  { place: { project, environment }, id, number }: AttachmentOf,
): Promise<string | undefined> {
  const parts: string[] = [];
  let name = '';
  let size = 0;
  for await (const { value } of client.mail.attachment({ project, environment, id, number })) {
    parts.push(value.part);
    ({ name, size } = value);
    if (desktop && size * 1.34 > mostCharacters)
      throw new BacklotError('too-large', `${name} is too large to be saved from the window.`, {
        hint: `backlot mail attachment ${id} ${number} --output FILE`,
      });
  }
  const file = fileName(name);
  if (!desktop) {
    download(file, new Blob(parts.map(bytesOf), { type: 'application/octet-stream' }));
    return undefined;
  }
  // Each part but the last is of whole groups of three bytes.
  const saved = await desktop.saveBytes({ title: 'Save the attachment', name: file, base64: parts.join('') });
  return saved.path;
}
