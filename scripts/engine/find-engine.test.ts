import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type EngineProbe,
  type EngineSighting,
  findEngine,
  judgeProbes,
  probeEngine,
} from './find-engine.ts';
import type { EngineCandidate } from './list-engine-endpoints.ts';
import { answerPing, listenAsEngine } from './stand-in-engine.ts';

const signal = new AbortController().signal;

const candidate = (path: string, chosen = false): EngineCandidate => ({
  endpoint: { kind: 'socket', path },
  source: path,
  chosen,
});

describe('the judgement', () => {
  const pong: EngineProbe = { answer: 'pong', apiVersion: '1.41' };
  const silent: EngineProbe = { answer: 'silent', reason: 'no answer' };
  test.each<[string, readonly [EngineProbe, boolean][], boolean, EngineSighting['state']]>([
    [
      'any pong is an engine',
      [
        [{ answer: 'denied' }, false],
        [pong, false],
      ],
      true,
      'answering',
    ],
    [
      'a refusal counts before absence',
      [
        [{ answer: 'absent' }, false],
        [{ answer: 'denied' }, false],
      ],
      true,
      'permission-denied',
    ],
    ['nothing at a chosen place is silence', [[{ answer: 'absent' }, true]], true, 'silent'],
    ['silence at a chosen place is silence', [[silent, true]], false, 'silent'],
    ['nothing at the usual places, installed', [[{ answer: 'absent' }, false]], true, 'not-running'],
    ['silence at the usual places, installed', [[silent, false]], true, 'not-running'],
    ['nothing at the usual places, not installed', [[{ answer: 'absent' }, false]], false, 'not-installed'],
  ])('%s', (_name, probes, installed, state) => {
    const probed = probes.map(([probe, chosen], index) => ({
      candidate: candidate(`/${index}`, chosen),
      probe,
    }));
    expect(judgeProbes(probed, installed).state).toBe(state);
  });
});

describe('a probe', () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'backlot-find-'));
    path = join(directory, 'docker.sock');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  async function probe(answer: RequestListener): Promise<EngineProbe> {
    const server = await listenAsEngine(path, answer);
    try {
      return await probeEngine({ kind: 'socket', path }, signal);
    } finally {
      server.close();
    }
  }

  test('of a listening engine tells its API version', async () => {
    expect(await probe(answerPing)).toEqual({ answer: 'pong', apiVersion: '1.41' });
  });

  test('of something else that listens tells what it said', async () => {
    const answer = await probe((_request, response) => response.writeHead(500).end());
    expect(answer).toEqual({ answer: 'silent', reason: 'it answered with status 500' });
  });

  test('of a place where nothing is, or a plain file, finds nothing', async () => {
    expect(await probeEngine({ kind: 'socket', path }, signal)).toEqual({ answer: 'absent' });
    writeFileSync(path, '');
    expect(await probeEngine({ kind: 'socket', path }, signal)).toEqual({ answer: 'absent' });
  });

  test('of a socket this user may not use is denied', async () => {
    const server = await listenAsEngine(path, answerPing);
    chmodSync(directory, 0o755);
    chmodSync(path, 0o600);
    // Root may open any socket, so the test becomes nobody for the one call.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    else chmodSync(path, 0);
    try {
      expect(await probeEngine({ kind: 'socket', path }, signal)).toEqual({ answer: 'denied' });
    } finally {
      if (root) process.seteuid?.(0);
      server.close();
    }
  });

  test('through ssh is not possible, and says so', async () => {
    const answer = await probeEngine({ kind: 'unsupported', url: 'ssh://build' }, signal);
    expect(answer).toEqual({ answer: 'silent', reason: "ssh://build can't be used from here" });
  });

  test('is made where DOCKER_HOST says', async () => {
    const server = await listenAsEngine(path, answerPing);
    const env = { DOCKER_HOST: `unix://${path}` };
    const sighting = await findEngine(signal, { env, platform: 'linux', home: directory, contexts: [] });
    server.close();
    expect(sighting).toEqual({
      state: 'answering',
      endpoint: { kind: 'socket', path },
      source: 'DOCKER_HOST',
      apiVersion: '1.41',
    });
  });
});
