import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { packTar } from '../../../../scripts/testing/pack-tar.ts';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import type { Engine } from '../docker/connect-engine.ts';
import type { EngineRequest } from '../docker/dial.ts';
import { readJsonLines } from '../docker/json-lines.ts';
import { wasRefused } from '../docker/refused.ts';
import { buildImage } from './build-image.ts';
import { parseImageReference } from './image-reference.ts';
import { ensureImage, findImage, imageRefreshedAt, pullImage } from './pull-image.ts';
import { readPullPolicy } from './pull-policy.ts';
import { type PullProgress, pullMessage } from './pull-progress.ts';
import { authHeader, type RegistryAuth } from './registry-auth.ts';
import { connectLocal } from './testing/connect-local.ts';
import {
  type Misbehave,
  registryMissing,
  startFaultyRegistry,
  startRegistry,
  type TestRegistry,
} from './testing/start-registry.ts';

const signal = new AbortController().signal;
const layerBytes = 4_000_000;
const nobody = async (): Promise<undefined> => undefined;
const password = 'open sesame';
/** "htpasswd -B" of Anna's password. */
const htpasswd = 'anna:$2y$05$iUe6uiOO6ZEOTGDJTjKsWOtajtPq7Xi77eMDW7B5/6AXUeoEMQ2D6';
const anna = (server: string): RegistryAuth => ({ kind: 'password', username: 'anna', password, server });

const skipped = process.env.BACKLOT_NO_ENGINE ?? registryMissing();

describe.skipIf(skipped)(`pulls from a registry${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let open: TestRegistry;
  let closed: TestRegistry;
  const faulty: TestRegistry[] = [];
  const made: string[] = [];

  const remove = async (image: string): Promise<void> => {
    await engine
      .call({ method: 'DELETE', path: `/images/${image}`, query: { force: true } }, z.unknown(), signal)
      .catch((error: unknown) => {
        if (!wasRefused(error, 404)) throw error;
      });
  };

  /** Imports an image of one layer that no other has, and sends it to a registry. */
  const push = async (image: string, auth: RegistryAuth): Promise<void> => {
    const { name, tag = 'latest' } = parseImageReference(image);
    const tar = packTar([{ name: 'bytes', text: randomBytes(layerBytes / 2).toString('hex') }]);
    made.push(image);
    const drain = async (request: EngineRequest): Promise<void> => {
      const body = await engine.stream(request, signal, { withinMs: 60_000 });
      for await (const { error } of readJsonLines(engine, body, pullMessage, signal))
        if (error !== undefined) throw new Error(error);
    };
    await drain({
      method: 'POST',
      path: '/images/create',
      query: { fromSrc: '-', repo: name, tag, changes: `LABEL ${TEST_LABEL}=${testRun}` },
      upload: tar,
    });
    await drain({
      method: 'POST',
      path: `/images/${name}/push`,
      query: { tag },
      headers: { 'X-Registry-Auth': authHeader(auth) },
    });
    await remove(image);
  };

  beforeAll(async () => {
    engine = await connectLocal(signal);
    open = await startRegistry();
    closed = await startRegistry(htpasswd);
  });
  afterAll(async () => {
    for (const image of made) await remove(image);
    engine.close();
    for (const registry of [...faulty, open, closed]) await registry.stop();
  });

  const misbehaving = async (behave: Misbehave): Promise<TestRegistry> => {
    const registry = await startFaultyRegistry(open.host, behave);
    faulty.push(registry);
    made.push(`${registry.host}/web:1`);
    return registry;
  };

  test('by tag and by digest, with bytes, to the same image', async () => {
    const image = `${open.host}/web:1`;
    await push(image, anna(open.host));
    expect(await findImage(engine, image, signal)).toBeUndefined();
    const steps: PullProgress[] = [];
    const onProgress = (progress: PullProgress): void => void steps.push(progress);
    const pulled = await pullImage(engine, image, { auth: nobody, onProgress }, signal);
    expect(pulled.digest).toMatch(/^sha256:/);
    expect(steps.at(-1)).toMatchObject({ complete: true, digest: pulled.digest });
    expect(steps.at(-1)?.total).toBeGreaterThan(layerBytes / 3);
    expect(steps.some(({ current, total }) => current > 0 && current < total)).toBe(true);
    await remove(image);
    const byDigest = `${open.host}/web@${pulled.digest}`;
    made.push(byDigest);
    expect(await pullImage(engine, byDigest, { auth: nobody }, signal)).toEqual(pulled);
  });

  test('a policy decides, and a fresh image is not asked for', async () => {
    const image = `${open.host}/policy:1`;
    await push(image, anna(open.host));
    const ensure = (policy: string, now?: number) =>
      ensureImage(
        engine,
        image,
        { auth: nobody, policy: readPullPolicy(policy), ...(now ? { now } : {}) },
        signal,
      );
    await expect(ensure('never')).rejects.toMatchObject({ code: 'image-missing' });
    expect(await ensure('missing')).toMatchObject({ pulled: true });
    expect(await ensure('missing')).toMatchObject({ pulled: false });
    expect(await ensure('daily')).toMatchObject({ pulled: true });
    expect(await ensure('daily')).toMatchObject({ pulled: false });
    expect(await ensure('daily', Date.now() + 90_000_000)).toMatchObject({ pulled: true });
    expect(await ensure('always')).toMatchObject({ pulled: true });
    expect(await imageRefreshedAt(engine, image, signal)).toBeGreaterThan(Date.now() - 600_000);
  });

  test('who is known gets in, who is not is told how', async () => {
    const image = `${closed.host}/secret:1`;
    await push(image, anna(closed.host));
    await expect(pullImage(engine, image, { auth: nobody }, signal)).rejects.toMatchObject({
      code: 'registry-denied',
      message: `${closed.host} does not let you read ${image}.`,
      hint: `Log in with "docker login ${closed.host}" as somebody who may read it.`,
    });
    const wrong: RegistryAuth = {
      kind: 'password',
      username: 'anna',
      password: 'guess',
      server: closed.host,
    };
    const refused = await pullImage(engine, image, { auth: async () => wrong }, signal).catch(
      (e: unknown) => e,
    );
    expect(refused).toMatchObject({ code: 'registry-denied' });
    expect(JSON.stringify(refused)).not.toContain('guess');
    const auth = async (registry: string) => anna(registry);
    expect(await pullImage(engine, image, { auth }, signal)).toMatchObject({ id: expect.any(String) });
  });

  test('a build on a private image asks who we are, and only its own registry is told', async () => {
    const image = `${closed.host}/base:1`;
    await push(image, anna(closed.host));
    const asked: string[] = [];
    const tag = `backlot-test-private:${process.pid}`;
    made.push(tag);
    const build = (known: boolean) =>
      buildImage(
        engine,
        {
          build: {
            context: tmpdir(),
            dockerfile_inline: `FROM ${image}\nCOPY --from=${image} /bytes /copy\n`,
            labels: { [TEST_LABEL]: testRun },
          },
          tags: [tag],
          secrets: {},
        },
        {
          env: {},
          auth: async (registry) => {
            asked.push(registry);
            return known ? anna(registry) : undefined;
          },
        },
        signal,
      );
    await expect(build(false)).rejects.toMatchObject({
      code: 'registry-denied',
      message: expect.stringContaining(image),
    });
    expect((await build(true)).id).toMatch(/^sha256:/);
    expect(new Set(asked)).toEqual(new Set([closed.host]));
  });

  test('an image that does not exist', async () => {
    const image = `${open.host}/nothing:1`;
    await expect(pullImage(engine, image, { auth: nobody }, signal)).rejects.toMatchObject({
      code: 'image-missing',
      message: `${image} does not exist at ${open.host}.`,
    });
  });

  test('a registry that is not there', async () => {
    const image = '127.0.0.1:1/web:1';
    await expect(pullImage(engine, image, { auth: nobody }, signal)).rejects.toMatchObject({
      code: 'registry-unreachable',
      retryable: true,
    });
  });

  test.each([
    [401, 'UNAUTHORIZED', 'registry-denied'],
    [404, 'MANIFEST_UNKNOWN', 'image-missing'],
    [429, 'TOOMANYREQUESTS', 'registry-rate-limited'],
    [503, 'UNAVAILABLE', 'registry-unreachable'],
  ])('a registry that answers %s', async (status, code, expected) => {
    const registry = await misbehaving((asked, response) => {
      if (asked.url === '/v2/') return undefined;
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }));
      return 'handled';
    });
    await expect(pullImage(engine, `${registry.host}/web:1`, { auth: nobody }, signal)).rejects.toMatchObject(
      { code: expected, details: { image: `${registry.host}/web:1` } },
    );
  });

  test('a layer that is cut off in its middle is loaded again', async () => {
    await push(`${open.host}/web:1`, anna(open.host));
    let cuts = 0;
    const registry = await misbehaving(({ url = '' }) =>
      url.includes('/blobs/') && cuts++ === 0 ? 'cut' : undefined,
    );
    const pulled = await pullImage(engine, `${registry.host}/web:1`, { auth: nobody }, signal);
    expect(pulled.id).toMatch(/^sha256:/);
    expect(cuts).toBeGreaterThan(1);
  });

  test('a slow pull can be cancelled, and leaves no image', async () => {
    await push(`${open.host}/web:1`, anna(open.host));
    const stop = new AbortController();
    const registry = await misbehaving(({ url = '' }, response) => {
      if (!url.includes('/blobs/')) return undefined;
      response.writeHead(200, { 'content-length': '100000000' }).write('x');
      stop.abort();
      return 'handled';
    });
    const image = `${registry.host}/web:1`;
    await expect(pullImage(engine, image, { auth: nobody }, stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await findImage(engine, image, signal)).toBeUndefined();
  });
});
