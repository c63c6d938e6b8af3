import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MailBox, MailSummary } from '../shared/model/isolation.ts';

export interface MailLimits {
  /** How many mails. */
  readonly mails: number;
  /** Bytes of all of them. */
  readonly bytes: number;
}

export interface MailStore {
  /** Keeps a mail; undefined: there is no room, and nothing of it is kept. */
  readonly keep: (
    mail: { readonly service: string; readonly from: string; readonly to: readonly string[] },
    content: Readable,
  ) => Promise<MailSummary | undefined>;
  readonly box: () => MailBox;
  /** The file of a mail as it came; undefined: there is no such mail. */
  readonly file: (id: string) => string | undefined;
  readonly version: () => number;
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

/** What is on the disk already: mails whose summary was written are whole. */
function readBack(folder: string): MailSummary[] {
  return readdirSync(folder)
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

/** Mails in a folder, within limits. One that was accepted is on the disk: it outlives the guard. */
export async function openMailStore(folder: string, limits: MailLimits): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const mails = readBack(folder);
  let bytes = mails.reduce((sum, { size }) => sum + size, 0);
  let arriving = 0;
  let refused = 0;
  let version = 0;
  let last = Number(mails.at(-1)?.id.split('-')[0] ?? 0);
  return {
    async keep({ service, from, to }, content) {
      if (mails.length + arriving >= limits.mails || bytes >= limits.bytes) {
        refused += 1;
        version += 1;
        content.resume();
        return undefined;
      }
      arriving += 1;
      last = Math.max(last + 1, Date.now());
      const id = String(last);
      const draft = join(folder, `${id}.draft`);
      try {
        await pipeline(content, createWriteStream(draft, { mode: 0o600, flush: true }));
        const size = statSync(draft).size;
        const handle = await open(draft);
        const head = Buffer.alloc(Math.min(size, headBytes));
        await handle.read(head, 0, head.length, 0);
        await handle.close();
        const summary = {
          id,
          at: last,
          service,
          from,
          to,
          subject: readSubject(head.toString('latin1')),
          size,
        };
        await rename(draft, join(folder, `${id}.eml`));
        await writeFile(join(folder, `${id}.json`), JSON.stringify(summary), { mode: 0o600, flush: true });
        mails.push(summary);
        bytes += size;
        version += 1;
        return summary;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      } finally {
        arriving -= 1;
      }
    },
    box: () => ({ mails: [...mails].reverse(), refused }),
    file: (id) => (mails.some((one) => one.id === id) ? join(folder, `${id}.eml`) : undefined),
    version: () => version,
  };
}
