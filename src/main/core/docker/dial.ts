import type { OutgoingHttpHeaders } from 'node:http';
import { Duplex, Readable } from 'node:stream';
import type Docker from 'dockerode';

/** One call of the engine's API. */
export interface EngineRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without the version before it: "/containers/json". */
  readonly path: string;
  /** Objects go as JSON; what is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | object | undefined>> | undefined;
  /** Goes as JSON. */
  readonly body?: object | undefined;
  /** Goes as it is, as a tar unless the headers say otherwise. */
  readonly upload?: Readable | Buffer | undefined;
  /** A list is sent as that many headers. */
  readonly headers?: OutgoingHttpHeaders | undefined;
}

const accepted = { 101: true, 200: true, 201: true, 202: true, 204: true, 304: true };

/** A path with its query. */
export function pathWithQuery({ path, query = {} }: Pick<EngineRequest, 'path' | 'query'>): string {
  const values = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    values.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = values.toString();
  return text === '' ? path : `${path}?${text}`;
}

function send(
  { modem }: Docker,
  request: EngineRequest,
  signal: AbortSignal,
  hijack: boolean,
): Promise<unknown> {
  const { method, body, upload, headers } = request;
  const path = pathWithQuery(request);
  return new Promise((resolve, reject) => {
    // The library does not call back when the engine dies in the middle of a refusal.
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    modem.dial(
      {
        // It cuts off the last letter of a path with a query when there is no body.
        path: body === undefined && path.includes('?') ? `${path}?` : path,
        method,
        abortSignal: signal,
        // Left to collect the body itself, it never calls back when the engine dies in the middle of it.
        isStream: true,
        statusCodes: accepted,
        ...(headers === undefined ? {} : { headers }),
        // It wants a body that is not "{}", and reads these two names of it.
        ...(body === undefined ? {} : { options: { _query: {}, _body: body } }),
        ...(upload === undefined ? {} : { file: upload }),
        // Not its `openStdin`: with that it holds the request back until something is written.
        ...(hijack ? { hijack: true } : {}),
        // Without a body of known length it ends the request with a chunk, which the other protocol would read.
        ...(hijack && body === undefined && upload === undefined ? { file: Buffer.alloc(0) } : {}),
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    );
  });
}

/** Sends a request and answers with the body as it comes; aborting destroys it. */
export async function dial(docker: Docker, request: EngineRequest, signal: AbortSignal): Promise<Readable> {
  const answer = await send(docker, request, signal, false);
  if (answer instanceof Readable) return answer;
  throw new Error('The answer has no body.');
}

/** Sends a request and takes the connection over, to write to and read from. */
export async function dialDuplex(
  docker: Docker,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<Duplex> {
  const answer = await send(docker, request, signal, true);
  if (answer instanceof Duplex) return answer;
  throw new Error('The connection could not be taken over.');
}
