import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EngineEndpoint, formatEndpoint } from './engine-endpoint.ts';

/** One call of the engine's HTTP API; `path` starts with `/`, `body` is JSON text or a stream. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Readable;
  readonly contentType?: string;
  readonly signal: AbortSignal;
}

/** Sends one request and resolves with the answer's head; the caller reads the body to its end. */
export async function requestEngine(
  endpoint: EngineEndpoint,
  request: EngineRequest,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = endpoint.kind === 'tcp' && endpoint.tlsDirectory !== undefined ? httpsRequest : httpRequest;
  const outgoing = send({
    ...addressOf(endpoint),
    method: request.method,
    path: `${request.path}${formatQuery(request.query)}`,
    headers: request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' },
    signal: request.signal,
  });
  outgoing.on('response', resolve);
  outgoing.on('error', reject);
  if (request.body === undefined || typeof request.body === 'string') {
    outgoing.end(request.body);
  } else {
    // The engine may answer with an error and hang up before it has read the whole stream.
    pipeline(request.body, outgoing).catch(reject);
  }
  return promise;
}

/** Sends one request and reads the whole answer as text; any status is an answer. */
export async function callEngine(
  endpoint: EngineEndpoint,
  request: EngineRequest,
): Promise<{ readonly status: number; readonly text: string; readonly apiVersion: string }> {
  const answer = await requestEngine(endpoint, request);
  const version = answer.headers['api-version'];
  return {
    status: answer.statusCode ?? 0,
    text: await readText(answer),
    apiVersion: typeof version === 'string' ? version : '',
  };
}

/** Reads an answer to its end as UTF-8 text. */
export async function readText(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return text;
}

function addressOf(endpoint: EngineEndpoint): RequestOptions {
  switch (endpoint.kind) {
    case 'socket':
      return { socketPath: endpoint.path };
    case 'tcp': {
      const { host, port, tlsDirectory } = endpoint;
      if (tlsDirectory === undefined) return { host, port };
      const read = (name: string) => readFileSync(join(tlsDirectory, name));
      const tls = { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
      return { host, port, ...tls };
    }
    case 'unsupported':
      throw new Error(`No HTTP API can be reached at ${formatEndpoint(endpoint)}`);
  }
}

function formatQuery(query: EngineRequest['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of typeof value === 'string' ? [value] : value) params.append(name, each);
  }
  return params.size === 0 ? '' : `?${params}`;
}
