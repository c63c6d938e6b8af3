import { type BigIntStats, createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createIgnoreRules } from '../context/ignore-rules.ts';
import { selectPaths } from '../context/select-paths.ts';
import { type ContextEntry, walkContext } from '../context/walk-context.ts';
import type { GrpcCall } from './grpc-server.ts';
import { bytesField, numberField, numberOf, readFields } from './protobuf.ts';

/** Kinds of packets of BuildKit's file transfer. Source: tonistiigi/fsutil, types/wire.proto. */
const packets = { stat: 0, request: 1, data: 2, end: 3 } as const;

/** Go's os.FileMode, in which modes are sent. */
const goMode = {
  folder: 2 ** 31,
  link: 2 ** 27,
  pipe: 2 ** 25,
  device: 2 ** 26,
  character: 2 ** 21,
} as const;

function toGoMode(stat: BigIntStats): number {
  const mode = Number(stat.mode);
  // Windows knows no right to execute: all may be, as in every Docker client there.
  let go = process.platform === 'win32' ? 0o755 : mode & 0o777;
  if (mode & 0o4000) go += 2 ** 23;
  if (mode & 0o2000) go += 2 ** 22;
  if (mode & 0o1000) go += 2 ** 20;
  if (stat.isDirectory()) go += goMode.folder;
  else if (stat.isSymbolicLink()) go += goMode.link;
  else if (stat.isFIFO()) go += goMode.pipe;
  else if (stat.isCharacterDevice()) go += goMode.device + goMode.character;
  else if (stat.isBlockDevice()) go += goMode.device;
  return go;
}

/** An entry as the builder gets it: owned by root, with its time, whoever owns it here. */
const statMessage = ({ path, stat, link }: ContextEntry): Buffer =>
  Buffer.concat([
    bytesField(1, path),
    numberField(2, toGoMode(stat)),
    numberField(5, stat.isFile() ? stat.size : 0),
    numberField(6, stat.mtimeNs),
    ...(link === '' ? [] : [bytesField(7, link.replaceAll('\\', '/'))]),
  ]);

const chunkSize = 32 * 1024;

const valuesOf = (headers: GrpcCall['headers'], name: string): readonly string[] => {
  const values = headers.get(name) ?? [];
  return headers.has(`${name}-encoded`)
    ? values.map((text) => decodeURIComponent(text.replaceAll('+', ' ')))
    : values;
};

/** Told how many bytes of files have gone. */
export type OnSent = (bytes: number) => void;

/**
 * Answers one transfer: tells every entry of the folder it asks for, then sends the files that the
 * builder does not have yet. That is why a build of unchanged files is quick.
 * @param folders by the name the builder knows them by: "context", "dockerfile"
 */
export async function sendFiles(
  call: GrpcCall,
  folders: Readonly<Record<string, string>>,
  onSent: OnSent,
): Promise<void> {
  const name = valuesOf(call.headers, 'dir-name')[0] ?? '';
  const root = folders[name];
  if (root === undefined) throw new Error(`there is no folder "${name}" in this session`);
  const rules = createIgnoreRules(valuesOf(call.headers, 'exclude-patterns'), '.dockerignore');
  const wants = await selectPaths(root, [
    ...valuesOf(call.headers, 'followpaths'),
    ...valuesOf(call.headers, 'include-patterns'),
  ]);

  const files = new Map<number, string>();
  const send = (...fields: readonly Buffer[]): Promise<void> => call.send(Buffer.concat(fields));

  const tellAll = async (): Promise<void> => {
    let id = 0;
    for await (const entry of walkContext(root, { rules, wants }, call.signal)) {
      if (entry.stat.isFile()) files.set(id, entry.path);
      id += 1;
      await send(numberField(1, packets.stat), bytesField(2, statMessage(entry)));
    }
    await send(numberField(1, packets.stat));
  };

  const sendFile = async (id: number): Promise<void> => {
    const path = files.get(id);
    if (path === undefined) throw new Error(`the builder asked for entry ${id}, which is no file`);
    const head = [numberField(1, packets.data), numberField(3, id)];
    for await (const chunk of createReadStream(join(root, path), { highWaterMark: chunkSize })) {
      if (!Buffer.isBuffer(chunk)) continue;
      await send(...head, bytesField(4, chunk));
      onSent(chunk.length);
    }
    await send(...head);
  };

  // A file that can't be read ends the transfer at once: the builder would wait for it for ever.
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();

  const answer = async (): Promise<void> => {
    // One file after the other: the builder asks faster than a disk reads.
    let sending: Promise<void> = Promise.resolve();
    for await (const message of call.messages) {
      const fields = readFields(message);
      const kind = numberOf(fields, 1);
      if (kind === packets.request) {
        const id = numberOf(fields, 3);
        sending = sending.then(() => sendFile(id));
        sending.catch(fail);
      } else if (kind === packets.end) {
        await sending;
        await send(numberField(1, packets.end));
        return;
      } else {
        throw new Error('the builder gave the transfer up');
      }
    }
  };

  await Promise.race([Promise.all([tellAll(), answer()]), failed]);
}
