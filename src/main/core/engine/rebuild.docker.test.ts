import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { inspectContainer } from '../docker/containers.ts';
import { dockerStack, sleeper, uniqueProject } from './testing/docker-stack.ts';

const signal = new AbortController().signal;

test('up --build makes a container anew where its image has changed, and leaves it alone where not', async () => {
  const context = await mkdtemp(join(tmpdir(), 'backlot-rebuild-'));
  onTestFinished(() => rm(context, { recursive: true, force: true }));
  const project = uniqueProject();
  const image = `${project}-web:1`;
  await writeFile(join(context, 'Dockerfile'), 'FROM debian:bookworm-slim\nCOPY page /page\n');
  await writeFile(join(context, 'page'), 'one\n');
  const build = { context, labels: { [TEST_LABEL]: testRun } };
  const stack = await dockerStack(
    { services: { web: sleeper({ image, build }) } },
    { project, images: true },
  );
  onTestFinished(async () => {
    await stack.engine
      .call({ method: 'DELETE', path: `/images/${image}`, query: { force: true } }, z.unknown(), signal)
      .catch(() => {});
  });
  const look = () => inspectContainer(stack.engine, `${project}-dev-web-1`, signal);

  expect(await stack.run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const first = await look();
  expect((await stack.run('up')).steps).toEqual([]);

  const same = await stack.run('up', { build: true });
  expect(same).toMatchObject({ state: 'succeeded', error: undefined });
  expect(same.steps.map(({ verb }) => verb)).toEqual(['build', 'recreate', 'start', 'wait', 'remove']);
  expect(await look()).toMatchObject({ Id: first.Id, State: { Running: true } });

  expect(await stack.run('up', { build: true, plan: 'another one' })).toMatchObject({
    state: 'failed',
    error: { code: 'plan-outdated' },
  });

  await writeFile(join(context, 'page'), 'two\n');
  expect(await stack.run('up', { build: true })).toMatchObject({ state: 'succeeded', error: undefined });
  const second = await look();
  expect(second.Id).not.toBe(first.Id);
  expect(second.State.Running).toBe(true);
  expect((await stack.run('up')).steps).toEqual([]);
});

test('a second clone leaves the first one alone, and is told where it is', async () => {
  const project = uniqueProject();
  const model = {
    services: { web: sleeper({ volumes: [{ type: 'volume' as const, source: 'd', target: '/d' }] }) },
    volumes: { d: { name: `${project}_d` } },
  };
  const first = await dockerStack(model, { project, workingDir: '/one/shop', elsewhere: () => true });
  const second = await dockerStack(model, { project, workingDir: '/two/shop', elsewhere: () => true });
  expect(await first.run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const refused = await second.run('up');
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'name-taken' } });
  expect(refused.error?.message).toContain(`environment dev of ${project} in /one/shop`);
  expect(refused.error?.hint).toContain('"backlot down dev" in /one/shop');
  expect((await second.run('down', { volumes: true })).steps).toEqual([]);
  expect((await first.run('up')).steps).toEqual([]);

  // Moved, not cloned: the folder before has gone.
  const moved = await dockerStack(model, { project, workingDir: '/three/shop', elsewhere: () => false });
  expect((await moved.run('up')).steps).toEqual([]);
  expect(await moved.run('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
});
