import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packTar } from '../testing/pack-tar.ts';
import { TEST_LABEL, testRun } from '../testing/test-run.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { BASE_IMAGE, ensureBaseImage } from './ensure-base-image.ts';
import { findEngine } from './find-engine.ts';
import { findStreamError } from './parse-progress-stream.ts';
import { callEngine } from './request-engine.ts';

let endpoint: EngineEndpoint;
const image = `backlot-test-base:${testRun}-${process.pid}`;

beforeAll(async () => {
  const signal = AbortSignal.timeout(250_000);
  const engine = await findEngine(signal);
  if (engine.state !== 'answering') throw new Error(`No engine answers: ${engine.state}`);
  endpoint = engine.endpoint;
  const base = await ensureBaseImage(endpoint, { signal, log: console.log });
  expect(base.how).not.toBe('impossible');
});

afterAll(async () => {
  const path = `/images/${encodeURIComponent(image)}`;
  await callEngine(endpoint, {
    method: 'DELETE',
    path,
    query: { force: 'true' },
    signal: AbortSignal.timeout(30_000),
  });
});

test('once there, the base image is left as it is', async () => {
  const lines: string[] = [];
  const signal = AbortSignal.timeout(30_000);
  const result = await ensureBaseImage(endpoint, { signal, log: (line) => lines.push(line) });
  expect(result).toEqual({ how: 'present' });
  expect(lines).toEqual([]);
});

test('an image built from it installs a Debian package, which then runs', async () => {
  const signal = AbortSignal.timeout(110_000);
  const dockerfile = `FROM ${BASE_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends hostname && rm -rf /var/lib/apt/lists/*
CMD ["hostname", "--long"]
`;
  const build = await callEngine(endpoint, {
    method: 'POST',
    path: '/build',
    query: { t: image, rm: 'true', forcerm: 'true', labels: JSON.stringify({ [TEST_LABEL]: testRun }) },
    body: Readable.from([packTar([{ name: 'Dockerfile', text: dockerfile }])]),
    contentType: 'application/x-tar',
    signal,
  });
  expect(findStreamError(build.text)).toBeUndefined();
  expect(build.status).toBe(200);
  expect(await runContainer(image, signal)).toContain('backlot-base-test');
});

async function runContainer(name: string, signal: AbortSignal): Promise<string> {
  const created = await callEngine(endpoint, {
    method: 'POST',
    path: '/containers/create',
    body: JSON.stringify({
      Image: name,
      Hostname: 'backlot-base-test',
      Tty: true,
      Labels: { [TEST_LABEL]: testRun },
    }),
    signal,
  });
  const { Id } = JSON.parse(created.text);
  try {
    await callEngine(endpoint, { method: 'POST', path: `/containers/${Id}/start`, signal });
    await callEngine(endpoint, { method: 'POST', path: `/containers/${Id}/wait`, signal });
    const query = { stdout: 'true', stderr: 'true' };
    return (await callEngine(endpoint, { method: 'GET', path: `/containers/${Id}/logs`, query, signal }))
      .text;
  } finally {
    await callEngine(endpoint, {
      method: 'DELETE',
      path: `/containers/${Id}`,
      query: { force: 'true' },
      signal: AbortSignal.timeout(30_000),
    });
  }
}
