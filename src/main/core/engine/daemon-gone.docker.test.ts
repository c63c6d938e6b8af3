import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../store/testing/temp-home.ts';
import { cutProxy } from './testing/cut-proxy.ts';
import { dockerStack, sleeper } from './testing/docker-stack.ts';

const signal = new AbortController().signal;

test('the engine goes in the middle of an up: that is said, and the next up converges', async () => {
  const proxy = await cutProxy(join(tempHome(), 'docker.sock'));
  const never = { test: ['CMD', 'false'], interval: '60s' };
  const { core, ref, run, edit } = await dockerStack(
    { services: { db: sleeper(), web: sleeper({ healthcheck: never }) } },
    { context: proxy.context },
  );
  const id = core.operations.start('up', { stack: ref });
  let cut: Promise<void> | undefined;
  for await (const { value } of core.operations.events({ operation: id }, { signal, after: 0 })) {
    if (value.parent === 'wait:web' && value.status === 'started') cut ??= proxy.cut();
  }
  await cut;
  const ended = core.operations.get(id);
  expect(ended.state).toBe('failed');
  expect(ended.error?.code).toBe('docker-unreachable');
  expect(ended.error?.message).toMatch(/Taking back .* failed too/);

  await proxy.mend();
  edit({ services: { db: sleeper(), web: sleeper() } });
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await run('up')).steps).toEqual([]);
});
