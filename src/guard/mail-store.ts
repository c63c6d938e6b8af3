import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { MailBox, MailSummary } from '../shared/model/isolation.ts';

export interface MailLimits {
  /** How many mails. */
  readonly mails: number;
  /** Bytes of all of them. */
  readonly bytes: number;
  /** Bytes of one. */
  readonly largest: number;
}

/** Why a mail is not kept: there is no room for it, or it is larger than one may be. */
export type NotKept = 'full' | 'too-large';

export interface MailStore {
  /**
   * Keeps a mail, which is on the disk when it answers; or nothing of it, and says why. All that comes is read.
   * @throws Error when the client or the disk fails; nothing of the mail is kept then.
   */
  readonly keep: (
    mail: { readonly service: string; readonly from: string; readonly to: readonly string[] },
    content: Readable,
  ) => Promise<MailSummary | NotKept>;
  readonly box: () => MailBox;
  /** The file of a mail as it came; undefined: there is no such mail. */
  readonly file: (id: string) => string | undefined;
}

const headBytes = 65_536;

/** The subject as the header has it: unfolded, undecoded. Pure. */
export function readSubject(head: string): string {
  const end = head.search(/\r?\n\r?\n/);
  const lines = (end < 0 ? head : head.slice(0, end)).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const subject = lines.find((line) => /^subject:/i.test(line));
  return subject === undefined ? '' : subject.slice('subject:'.length).trim();
}

const isSummary = (value: unknown): value is MailSummary =>
  typeof value === 'object' && value !== null && 'id' in value && 'at' in value && 'size' in value;

/** A header as text: UTF-8 where it is that (RFC 6532), else Latin-1, as old programs write it. */
function readHead(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/**
 * What is on the disk already: mails whose summary is there are whole. What a guard that died has left of others,
 * which nobody was told are kept, is removed.
 */
function readBack(folder: string): MailSummary[] {
  const names = new Set(readdirSync(folder));
  const isLeft = (name: string): boolean =>
    name.endsWith('.draft') || (name.endsWith('.eml') && !names.has(name.replace(/eml$/, 'json')));
  for (const name of names) if (isLeft(name)) rmSync(join(folder, name), { force: true });
  return [...names]
    .filter((name) => name.endsWith('.json'))
    .flatMap((name): MailSummary[] => {
      try {
        const found: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        return isSummary(found) ? [found] : [];
      } catch {
        return [];
      }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

async function writeThrough(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what was renamed in a folder outlive the machine's own end. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Mails in a folder, within limits. One that was accepted is on the disk: it outlives the guard. */
export async function openMailStore(folder: string, limits: MailLimits): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const mails = readBack(folder);
  let bytes = mails.reduce((sum, { size }) => sum + size, 0);
  let arriving = 0;
  let arrivingBytes = 0;
  let refused = 0;
  let last = Number(mails.at(-1)?.id.split('-')[0] ?? 0);

  /**
   * Writes what comes as long as there is room, which `take` is told of; reads all of it in any case, so that the
   * client can be answered.
   */
  async function write(
    file: FileHandle,
    content: Readable,
    take: (bytes: number) => void,
  ): Promise<number | NotKept> {
    let size = 0;
    let why: NotKept | undefined;
    let failed: unknown;
    for await (const chunk of content) {
      if (why !== undefined || failed !== undefined || !Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      take(chunk.length);
      if (size > limits.largest) why = 'too-large';
      else if (bytes + arrivingBytes > limits.bytes) why = 'full';
      else
        await file.writeFile(chunk).catch((error: unknown) => {
          failed = error;
        });
    }
    if (failed !== undefined && !isDiskFull(failed)) throw failed;
    return why ?? (failed === undefined ? size : 'full');
  }

  async function commit(draft: string, summary: MailSummary): Promise<void> {
    const path = (kind: string): string => join(folder, `${summary.id}.${kind}`);
    await writeThrough(path('json.draft'), JSON.stringify(summary));
    await rename(draft, path('eml'));
    // From here on it is kept, also when the guard dies before it could say so.
    await rename(path('json.draft'), path('json'));
    await syncFolder(folder);
    mails.push(summary);
    bytes += summary.size;
  }

  return {
    async keep({ service, from, to }, content) {
      if (mails.length + arriving >= limits.mails || bytes + arrivingBytes >= limits.bytes) {
        refused += 1;
        content.resume();
        return 'full';
      }
      arriving += 1;
      // Its room is its own until it is kept or gone: others come while it is flushed.
      let taken = 0;
      const take = (more: number): void => {
        taken += more;
        arrivingBytes += more;
      };
      last = Math.max(last + 1, Date.now());
      const [id, at] = [String(last), last];
      const draft = join(folder, `${id}.draft`);
      try {
        const file = await open(draft, 'wx+', 0o600);
        let size: number | NotKept;
        const head = Buffer.alloc(headBytes);
        let headLength = 0;
        try {
          size = await write(file, content, take);
          if (typeof size === 'number') {
            await file.sync();
            headLength = (await file.read(head, 0, headBytes, 0)).bytesRead;
          }
        } finally {
          await file.close();
        }
        if (typeof size !== 'number') {
          refused += 1;
          await rm(draft, { force: true });
          return size;
        }
        const subject = readSubject(readHead(head.subarray(0, headLength)));
        const summary = { id, at, service, from, to, subject, size };
        await commit(draft, summary);
        return summary;
      } catch (error) {
        content.resume();
        for (const kind of ['draft', 'json.draft', 'eml', 'json'])
          await rm(join(folder, `${id}.${kind}`), { force: true });
        if (!isDiskFull(error)) throw error;
        refused += 1;
        return 'full';
      } finally {
        arriving -= 1;
        arrivingBytes -= taken;
      }
    },
    box: () => ({ mails: [...mails].reverse(), refused }),
    file: (id) => (mails.some((one) => one.id === id) ? join(folder, `${id}.eml`) : undefined),
  };
}
