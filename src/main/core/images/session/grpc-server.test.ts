import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect } from 'node:http2';
import { type AddressInfo, createServer, connect as dial, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GrpcFailure, type GrpcMethods, serveGrpc } from './grpc-server.ts';
import { bytesOf, numberField, numberOf, readFields, textOf } from './protobuf.ts';
import { sendFiles } from './send-files.ts';

let folder: string;
let server: Server;
let client: ClientHttp2Session;
let ended: Promise<void>;
const stop = new AbortController();

const start = async (methods: GrpcMethods): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  ended = promise;
  server = createServer((socket) => void serveGrpc(socket, methods, stop.signal).then(resolve));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  client = connect(`http://127.0.0.1:${port}`, { createConnection: () => dial(port, '127.0.0.1') });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-grpc-'));
});
afterEach(async () => {
  client.destroy();
  await ended;
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const framed = (message: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};

/** Makes one call; `reply` says what is sent after each message, `end` ends our side. */
const call = (
  path: string,
  first: readonly Buffer[],
  headers: Readonly<Record<string, string | string[]>> = {},
  reply: (message: Buffer) => readonly Buffer[] = () => [],
): Promise<{ readonly messages: readonly Buffer[]; readonly status: string; readonly words: string }> =>
  new Promise((resolve, reject) => {
    const stream = client.request({ ':method': 'POST', ':path': path, te: 'trailers', ...headers });
    const messages: Buffer[] = [];
    let rest: Buffer = Buffer.alloc(0);
    let trailers: Readonly<Record<string, unknown>> = {};
    for (const message of first) stream.write(framed(message));
    stream.on('trailers', (got) => {
      trailers = got;
    });
    stream.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
        const message = rest.subarray(5, 5 + rest.readUInt32BE(1));
        rest = rest.subarray(5 + message.length);
        messages.push(message);
        for (const more of reply(message)) stream.write(framed(more));
      }
    });
    stream.on('error', reject);
    stream.on('end', () => {
      stream.end();
      resolve({
        messages,
        status: String(trailers['grpc-status']),
        words: decodeURIComponent(String(trailers['grpc-message'] ?? '')),
      });
    });
  });

test('answers, failures and unknown methods have their status', async () => {
  await start({
    '/a/Echo': async ({ messages, send }) => {
      for await (const message of messages) {
        await send(message);
        return;
      }
    },
    '/a/Fail': async () => {
      throw new GrpcFailure(5, 'no secret "ä"');
    },
    '/a/Break': async () => {
      throw new Error('broken');
    },
  });
  const echoed = await call('/a/Echo', [Buffer.from('hello')]);
  expect([echoed.messages.map(String), echoed.status]).toEqual([['hello'], '0']);
  expect(await call('/a/Fail', [])).toMatchObject({ status: '5', words: 'no secret "ä"' });
  expect(await call('/a/Break', [])).toMatchObject({ status: '2', words: 'broken' });
  expect(await call('/a/Nothing', [])).toMatchObject({ status: '12' });
});

test('a value with commas and one given twice arrive as they are', async () => {
  let seen: readonly string[] | undefined;
  await start({
    '/a/Headers': async ({ headers }) => {
      seen = headers.get('exclude-patterns');
    },
  });
  await call('/a/Headers', [], { 'exclude-patterns': ['a,b', 'c'] });
  expect(seen).toEqual(['a,b', 'c']);
});

/** As fsutil's receiver does: takes the list, asks for every file, then ends. */
const receive = (headers: Readonly<Record<string, string | string[]>>) => {
  const paths: string[] = [];
  const contents = new Map<number, string>();
  const wanted: number[] = [];
  return call('/files', [], { 'dir-name': 'context', ...headers }, (message) => {
    const fields = readFields(message);
    const end = [numberField(1, 3)];
    switch (numberOf(fields, 1)) {
      case 0: {
        const stat = readFields(bytesOf(fields, 2));
        if (bytesOf(fields, 2).length > 0) {
          if (numberOf(stat, 2) < 2 ** 20) wanted.push(paths.length);
          paths.push(`${textOf(stat, 1)}${textOf(stat, 7) && ` -> ${textOf(stat, 7)}`}`);
          return [];
        }
        if (wanted.length === 0) return end;
        return wanted.map((id) => Buffer.concat([numberField(1, 1), numberField(3, id)]));
      }
      case 2: {
        const id = numberOf(fields, 3);
        const bytes = bytesOf(fields, 4);
        contents.set(id, (contents.get(id) ?? '') + bytes.toString());
        if (bytes.length > 0) return [];
        wanted.splice(wanted.indexOf(id), 1);
        return wanted.length === 0 ? end : [];
      }
      default:
        return [];
    }
  }).then(({ status, words }) => ({ status, words, paths, contents: [...contents.values()] }));
};

test('files are told, and sent when they are asked for', async () => {
  await writeFile(join(folder, 'a'), 'x'.repeat(100_000));
  await writeFile(join(folder, 'empty'), '');
  await writeFile(join(folder, 'left.out'), 'no');
  await symlink('a', join(folder, 'link'));
  let sent = 0;
  await start({
    '/files': (own) =>
      sendFiles(own, { context: folder }, (bytes) => {
        sent += bytes;
      }),
  });
  const all = await receive({ 'exclude-patterns': '*.out' });
  expect(all).toEqual({
    status: '0',
    words: '',
    paths: ['a', 'empty', 'link -> a'],
    contents: ['x'.repeat(100_000), ''],
  });
  expect(sent).toBe(100_000);
  const encoded = await receive({ followpaths: '%65mpty', 'followpaths-encoded': '1' });
  expect(encoded.paths).toEqual(['empty']);
  expect(await receive({ 'dir-name': 'elsewhere' })).toMatchObject({
    status: '2',
    words: 'there is no folder "elsewhere" in this session',
  });
});
