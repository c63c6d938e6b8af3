import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { ContextEntry } from './walk-context.ts';

const blockSize = 512;
/** The largest size that fits a ustar header: eleven octal digits. */
const maxPlainSize = 8 ** 11 - 1;

interface Header {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly mtime: number;
  readonly type: string;
  readonly link: string;
}

const kinds = { file: '0', link: '2', folder: '5', fifo: '6', extended: 'x' } as const;

/** One ustar header; what does not fit is cut, and told in full by an extended header before it. */
function header({ path, mode, size, mtime, type, link }: Header): Buffer {
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, at: number, width: number): void => {
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  };
  block.write(path, 0, 100);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(Math.min(size, maxPlainSize), 124, 12);
  octal(Math.max(0, mtime), 136, 12);
  // The checksum counts its own eight bytes as spaces.
  block.fill(' ', 148, 156);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const padding = (size: number): Buffer => Buffer.alloc((blockSize - (size % blockSize)) % blockSize);

/** "27 path=…\n": the number counts its own digits too. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(rest);
  const digits = String(length + String(length).length).length;
  return `${length + digits}${rest}`;
}

function headers(entry: Header): Buffer {
  const long = (text: string): boolean => Buffer.byteLength(text) > 100 || /[^\x20-\x7e]/.test(text);
  const records = [
    ...(long(entry.path) ? [record('path', entry.path)] : []),
    ...(long(entry.link) ? [record('linkpath', entry.link)] : []),
    ...(entry.size > maxPlainSize ? [record('size', String(entry.size))] : []),
  ].join('');
  if (records === '') return header(entry);
  const body = Buffer.from(records);
  const before = header({ ...entry, path: 'extended', size: body.length, type: kinds.extended, link: '' });
  return Buffer.concat([before, body, padding(body.length), header(entry)]);
}

/** A file of our own making that goes with the context. */
export interface ExtraFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A build's context as a tar, for the engine's older builder: owned by root, times kept, links as links.
 * @throws BacklotError `config-invalid` for a file that changes while it is read.
 */
export async function* packContext(
  root: string,
  entries: AsyncIterable<ContextEntry>,
  extra: readonly ExtraFile[],
  onSent: (bytes: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  const replaced = new Set(extra.map(({ path }) => path));
  for await (const { path, stat, link } of entries) {
    if (replaced.has(path)) continue;
    const common = {
      mode: process.platform === 'win32' ? 0o755 : Number(stat.mode) & 0o7777,
      mtime: Number(stat.mtimeNs / 1_000_000_000n),
    };
    if (stat.isDirectory())
      yield headers({ ...common, path: `${path}/`, size: 0, type: kinds.folder, link: '' });
    else if (stat.isSymbolicLink()) yield headers({ ...common, path, size: 0, type: kinds.link, link });
    else if (stat.isFIFO()) yield headers({ ...common, path, size: 0, type: kinds.fifo, link: '' });
    else if (stat.isFile()) {
      const size = Number(stat.size);
      yield headers({ ...common, path, size, type: kinds.file, link: '' });
      let read = 0;
      // A file that grows is cut at the size that was told.
      if (size > 0)
        for await (const chunk of createReadStream(join(root, path), { end: size - 1 })) {
          if (!Buffer.isBuffer(chunk)) continue;
          read += chunk.length;
          onSent(chunk.length);
          yield chunk;
        }
      if (read < size)
        throw new BacklotError('config-invalid', `${join(root, path)} became shorter while it was read.`, {
          hint: 'Wait for what writes it, or name it in .dockerignore.',
          retryable: true,
        });
      yield padding(size);
    }
  }
  for (const { path, text } of extra) {
    const body = Buffer.from(text);
    yield headers({ path, mode: 0o644, mtime: 0, size: body.length, type: kinds.file, link: '' });
    yield Buffer.concat([body, padding(body.length)]);
  }
  yield Buffer.alloc(2 * blockSize);
}
