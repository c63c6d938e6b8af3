import { expect, test } from 'vitest';
import { inspectContainer, startContainer, stopContainer } from '../../docker/containers.ts';
import { sleeper } from '../../engine/testing/docker-stack.ts';
import type { PartialModel } from '../../engine/testing/stack-model.ts';
import { dataStack } from '../checkpoints/testing/data-stack.ts';
import { createPools } from './create-pools.ts';

const signal = new AbortController().signal;

test('a container that the engine could not start before the pool is started with it', async () => {
  const volumes = [{ type: 'volume', source: 'data', target: '/data' }] as const;
  const model: PartialModel = {
    services: {
      db: sleeper({ volumes: [...volumes], restart: 'unless-stopped' }),
      once: sleeper({ volumes: [...volumes] }),
    },
    volumes: { data: { name: 'wake_data' } },
  };
  const stack = await dataStack(model);
  const { engine, run, seed, exec, prefix, identity, options } = stack;
  await seed('demo', { data: 'demo' });
  expect(await run('dataset-use', { dataset: 'demo' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const [db, once] = ['db', 'once'].map((service) => `${identity.composeProject}-${service}-1`);
  // What a restart of the engine does when it takes these first: their folder is not there, and no other is shown.
  for (const name of [db, once, `${prefix}-pool`]) await stopContainer(engine, name ?? '', signal, 0);
  for (const name of [db, once])
    await expect(startContainer(engine, name ?? '', signal)).rejects.toThrow('failed to mount local volume');
  const next = createPools({ ...options, engine: async () => engine });
  await next.of('default', signal);
  next.close();
  expect(await exec('db', 'cat /data/file')).toBe('demo');
  // Nobody asked that one to be started again.
  expect((await inspectContainer(engine, once ?? '', signal)).State.Running).toBe(false);
});
