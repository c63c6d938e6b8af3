import type { ServerHttp2Stream } from 'node:http2';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';

/** One call of a peer: its messages come as they are read, its metadata are the headers. */
export interface GrpcCall {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly messages: AsyncIterable<Buffer>;
  /** Resolves when the peer can take more. */
  readonly send: (message: Buffer) => Promise<void>;
  /** Aborted when the peer gives the call up or the connection ends. */
  readonly signal: AbortSignal;
}

/** What a method fails with when it is more than "unknown": a status code of gRPC and words for the peer. */
export class GrpcFailure extends Error {
  override readonly name = 'GrpcFailure';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const grpcStatus = { unknown: 2, notFound: 5, unimplemented: 12, unavailable: 14 } as const;

/** By path: "/moby.filesync.v1.Auth/Credentials". */
export type GrpcMethods = Readonly<Record<string, (call: GrpcCall) => Promise<void>>>;

const headLength = 5;
/** gRPC's own limit is 4 MiB; what the engine sends here is far below. */
const maxMessage = 16 * 1024 * 1024;

async function* readMessages(stream: ServerHttp2Stream): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  // Who has read enough has not hung up: the answer is still to go.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= headLength) {
      const length = rest.readUInt32BE(1);
      if (length > maxMessage) throw new GrpcFailure(grpcStatus.unknown, 'the message is too long');
      if (rest.length < headLength + length) break;
      yield rest.subarray(headLength, headLength + length);
      rest = rest.subarray(headLength + length);
    }
  }
}

async function send(stream: ServerHttp2Stream, message: Buffer): Promise<void> {
  const head = Buffer.alloc(headLength);
  head.writeUInt32BE(message.length, 1);
  if (stream.destroyed) throw new GrpcFailure(grpcStatus.unavailable, 'the call has ended');
  if (stream.write(Buffer.concat([head, message]))) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      stream.off('drain', go).off('close', go);
      resolve();
    };
    stream.on('drain', go).on('close', go);
  });
}

/** Each name with all its values: Node's own table joins them with commas, which may be in them too. */
function groupHeaders(raw: readonly string[]): GrpcCall['headers'] {
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = String(raw[at]).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), String(raw[at + 1])]);
  }
  return headers;
}

async function answer(
  stream: ServerHttp2Stream,
  headers: GrpcCall['headers'],
  methods: GrpcMethods,
): Promise<void> {
  const gone = new AbortController();
  stream.on('close', () => gone.abort());
  // The peer may reset a call at any time; `close` says so.
  stream.on('error', () => {});
  let trailers: Record<string, string> = { 'grpc-status': '0' };
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  const method = methods[headers.get(':path')?.[0] ?? ''];
  try {
    if (method === undefined) throw new GrpcFailure(grpcStatus.unimplemented, 'unknown method');
    await method({
      headers,
      messages: readMessages(stream),
      send: (message) => send(stream, message),
      signal: gone.signal,
    });
  } catch (error) {
    const status = error instanceof GrpcFailure ? error.status : grpcStatus.unknown;
    const words = error instanceof Error ? error.message : String(error);
    trailers = { 'grpc-status': String(status), 'grpc-message': encodeURIComponent(words) };
  }
  if (!stream.destroyed) stream.end();
}

/**
 * Serves gRPC on one connection until it ends: HTTP/2 with length-prefixed messages is all there is to
 * it. Source: grpc.io, "gRPC over HTTP2".
 */
export async function serveGrpc(
  connection: Duplex,
  methods: GrpcMethods,
  signal: AbortSignal,
): Promise<void> {
  // Loaded with the first build: it brings all of Node's HTTP, a tenth of the core's start.
  const { performServerHandshake } = await import('node:http2');
  const session = performServerHandshake(connection, { settings: { initialWindowSize: 1024 * 1024 } });
  session.on('error', () => connection.destroy());
  session.on('stream', (stream, _headers, _flags, raw) => void answer(stream, groupHeaders(raw), methods));
  const stop = (): void => session.destroy();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    await finished(connection).catch(() => {});
  } finally {
    signal.removeEventListener('abort', stop);
    session.destroy();
  }
}
