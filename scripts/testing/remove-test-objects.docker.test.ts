import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineEndpoint } from '../engine/engine-endpoint.ts';
import { findEngine } from '../engine/find-engine.ts';
import { callEngine } from '../engine/request-engine.ts';
import { removeTestObjects } from './remove-test-objects.ts';
import { TEST_LABEL } from './test-run.ts';

const signal = AbortSignal.timeout(100_000);
let endpoint: EngineEndpoint;
let ours: string;
let theirs: string;

beforeEach(async () => {
  const engine = await findEngine(signal);
  if (engine.state !== 'answering') throw new Error(`No engine answers: ${engine.state}`);
  endpoint = engine.endpoint;
  ours = `ours-${randomBytes(6).toString('hex')}`;
  theirs = `theirs-${randomBytes(6).toString('hex')}`;
});

afterEach(async () => {
  await removeTestObjects(endpoint, ours, signal);
  await removeTestObjects(endpoint, theirs, signal);
});

async function make(run: string): Promise<void> {
  const Labels = { [TEST_LABEL]: run };
  const post = (path: string, body: object) =>
    callEngine(endpoint, { method: 'POST', path, body: JSON.stringify(body), signal });
  await post('/volumes/create', { Name: `backlot-${run}`, Labels });
  await post('/networks/create', { Name: `backlot-${run}`, Internal: true, Labels });
  const HostConfig = { Binds: [`backlot-${run}:/data`] };
  const container = await post('/containers/create', {
    Image: 'debian:bookworm-slim',
    Cmd: ['true'],
    Labels,
    HostConfig,
  });
  expect(container.status).toBe(201);
}

async function volumeExists(run: string): Promise<boolean> {
  const { status } = await callEngine(endpoint, { method: 'GET', path: `/volumes/backlot-${run}`, signal });
  return status === 200;
}

test('what carries the label of a run goes, what carries that of another stays', async () => {
  await make(ours);
  await make(theirs);
  expect(await removeTestObjects(endpoint, ours, signal)).toBe(3);
  expect([await volumeExists(ours), await volumeExists(theirs)]).toEqual([false, true]);
  expect(await removeTestObjects(endpoint, ours, signal)).toBe(0);
  expect(await removeTestObjects(endpoint, theirs, signal)).toBe(3);
});
