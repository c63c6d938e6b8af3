import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { firstState, type Stub } from '../../shared/model/stubs.ts';
import { fillAnswer } from './fill-answer.ts';
import { matchStub } from './match-stub.ts';
import type { StubRequest } from './stub-request.ts';
import { templateValues } from './template-values.ts';

/** What a request was for, and what answers it. */
export interface StubbedRequest {
  readonly host: string;
  readonly path: string;
  readonly files: readonly string[];
  /** The connection itself, below TLS. */
  readonly connection: Duplex;
}

/** Answers requests by stubs, and keeps the states of their scenarios. */
export interface StubAnswers {
  readonly answer: (incoming: IncomingMessage, response: ServerResponse, to: StubbedRequest) => Promise<void>;
}

/** Bytes of a request that are looked at. */
const largestBody = 2 ** 20;
const mostStates = 10_000;

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    // The rest is read and left: the client waits for its end.
    if (bytes < largestBody) chunks.push(chunk);
    bytes += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8', 0, largestBody);
}

const wait = (ms: number, response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const between = ([least, most]: Stub['latency']): number => least + Math.random() * (most - least);

const unknown = ({ method, path, host }: StubRequest, files: readonly string[]): string =>
  `Backlot: no stub of ${files.join(', ')} fits ${method} ${path}, which was for ${host}. Nothing was sent there.\n`;

/** `stubs` by file, as the guard was given them. */
export function answerStubs(stubs: Readonly<Record<string, readonly Stub[]>>): StubAnswers {
  const states = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    async answer(incoming, response, { host, path, files, connection }) {
      // As it was written: nothing is put in order, so that what is matched is what was asked.
      const [pathname = '/', query = ''] = path.replace(/#.*/s, '').split(/\?(.*)/s);
      const request: StubRequest = {
        host,
        method: incoming.method ?? 'GET',
        path: pathname,
        query: new URLSearchParams(query),
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value = '']) => [name, String(value)]),
        ),
        body: await readBody(incoming),
      };
      const found = matchStub(
        files.flatMap((file) => stubs[file] ?? []),
        request,
        states,
      );
      if (found === undefined) {
        response.writeHead(404, {
          'content-type': 'text/plain; charset=utf-8',
          'x-backlot-guard': 'no-stub',
        });
        response.end(unknown(request, files));
        return;
      }
      const { stub, params, scenario } = found;
      const count = (counts.get(stub.at) ?? 0) + 1;
      counts.set(stub.at, count);
      // At once, so that of two requests at one time only one finds the state as it was.
      if (stub.next !== undefined) {
        if (states.size >= mostStates && !states.has(scenario)) states.clear();
        if (stub.next === firstState) states.delete(scenario);
        else states.set(scenario, stub.next);
      }
      if (stub.latency[1] > 0) await wait(between(stub.latency), response);
      if (response.destroyed || stub.fault === 'timeout') return;
      if (stub.fault === 'reset') {
        if (connection instanceof Socket) connection.resetAndDestroy();
        else connection.destroy();
        return;
      }
      const { status, headers, body } = fillAnswer(stub.answer, templateValues(request, params, count));
      const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
      response.writeHead(status, { ...headers, ...length });
      if (stub.fault !== 'truncated') return void response.end(body);
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    },
  };
}
