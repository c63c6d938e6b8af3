import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:tls';
import { passedHeaders } from './hop-headers.ts';
import { keepAnswer, largestRecorded, type Recorder } from './record-answers.ts';
import { openOutside } from './tunnel.ts';

/** A host outside that may be reached, and whose answers are recorded. */
export interface Outside {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Begins with a slash. */
  readonly path: string;
}

/** Passes a request on to where it was for, and records what comes back. Its certificate is looked at as ever. */
export async function passOutside(
  incoming: IncomingMessage,
  response: ServerResponse,
  { host, port, secure, path }: Outside,
  recorder: Recorder,
  failed: (error: Error) => void,
): Promise<void> {
  const opened = await openOutside(host, port);
  const socket = secure ? connect({ socket: opened, servername: host, ALPNProtocols: ['http/1.1'] }) : opened;
  socket.on('error', failed);
  // Packed it could not be read, nor be answered to a client that does not unpack.
  const headers = { ...passedHeaders(incoming.headers), 'accept-encoding': 'identity', connection: 'close' };
  const { method = 'GET' } = incoming;
  const outgoing = request({ method, path, headers, createConnection: () => socket }, (answer) => {
    const status = answer.statusCode ?? 502;
    response.writeHead(status, answer.statusMessage, passedHeaders(answer.headers));
    const chunks: Buffer[] = [];
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => {
      // One more than is kept, so that it is known to be too long.
      if (bytes <= largestRecorded) chunks.push(chunk);
      bytes += chunk.length;
    });
    answer.on('end', () =>
      recorder.note(keepAnswer({ host, method, path }, status, answer.headers, Buffer.concat(chunks))),
    );
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  outgoing.on('error', failed);
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
