import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import { imageByRef } from '../docker/images.ts';
import { localContext } from '../engine/testing/local-engine.ts';
import { stackModel, testIdentity } from '../engine/testing/stack-model.ts';
import { imageVerbs } from './image-verbs.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`steps that bring images${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-verbs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('two services of one build', async () => {
    const engine = await connectEngine(localContext, signal);
    const build = { context: folder, labels: { [TEST_LABEL]: testRun }, cache_to: ['type=inline'] };
    const names = [1, 2].map((number) => `backlot-test-verbs-${process.pid}:${number}`);
    const model = stackModel({ services: { api: { build }, worker: { build } } });
    await writeFile(join(folder, 'Dockerfile'), 'FROM debian:bookworm-slim\nRUN echo "this is the build"\n');
    const verbs = imageVerbs({
      engine: async () => engine,
      stacks: { identify: async () => testIdentity(), model: async () => model, env: () => ({}) },
      places: { env: {}, homedir: folder, platform: process.platform },
    });
    const said: string[] = [];
    const run = (service: string, image: string | undefined): Promise<unknown> =>
      verbs.build.run({
        operation: 'one',
        step: {
          id: image ?? '',
          after: [],
          verb: 'build',
          resource: image ?? '',
          cause: '',
          weight: 1,
          destructive: false,
          args: { stack: { host: 'default', project: '/shop', environment: 'dev' }, service, image },
        },
        key: image ?? '',
        signal,
        output: () => undefined,
        progress: () => {},
        note: (text) => void said.push(text),
        warning: (text) => void said.push(`warning ${text}`),
        command: (text) => void said.push(text),
      });
    try {
      const [one, two] = await Promise.all([run('api', names[0]), run('worker', names[1])]);
      expect(one).toEqual(two);
      for (const name of names) expect(await imageByRef(engine, name, signal)).toMatchObject(Object(one));
      expect(said).toContain(`docker build --tag ${names[0]} ${folder}`);
      expect(said).toContain("warning api: cache_to: the engine's own builder keeps its cache to itself");
      expect(said.some((text) => /^\[2\/2\] RUN .*: (?:cached|\d)/.test(text))).toBe(true);
      expect(said.filter((text) => text.endsWith("is the same build as another service's"))).toHaveLength(1);
    } finally {
      for (const name of names)
        await engine
          .call({ method: 'DELETE', path: `/images/${name}`, query: { force: true } }, z.unknown(), signal)
          .catch(() => {});
      engine.close();
    }
  });
});
