import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PullResult, pullImage } from './pull-image.ts';
import { listenAsEngine } from './stand-in-engine.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'backlot-pull-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

async function pull(answer: RequestListener): Promise<PullResult> {
  const path = join(directory, 'docker.sock');
  const server = await listenAsEngine(path, answer);
  const image = { name: 'debian', tag: 'bookworm-slim' };
  const patience = { firstWordMs: 200, silenceMs: 200 };
  try {
    return await pullImage({ kind: 'socket', path }, image, new AbortController().signal, patience);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('the image is asked for by name and tag', async () => {
  let asked: string | undefined;
  const result = await pull((request, response) => {
    asked = `${request.method} ${request.url}`;
    response.end('{"status":"Done"}\n');
  });
  expect(result).toEqual({ pulled: true });
  expect(asked).toBe('POST /images/create?fromImage=debian&tag=bookworm-slim');
});

test('a registry that is not reachable is told in the words of the engine', async () => {
  const result = await pull((_request, response) =>
    response.writeHead(500).end('{"message":"no such host"}'),
  );
  expect(result).toEqual({ pulled: false, reason: 'no such host' });
});

test('a pull that breaks midway is a failure though its status is 200', async () => {
  const result = await pull((_request, response) => response.end('{"status":"x"}\n{"error":"denied"}\n'));
  expect(result).toEqual({ pulled: false, reason: 'denied' });
});

test.each<[string, RequestListener]>([
  ['never says a word', () => undefined],
  ['falls silent', (_request, response) => response.write('{"status":"Pulling"}\n')],
])('a pull that %s is given up', async (_name, answer) => {
  expect(await pull(answer)).toEqual({ pulled: false, reason: 'the registry did not answer in time' });
});
