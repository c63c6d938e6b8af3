import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sleeper } from '../../engine/testing/docker-stack.ts';
import { bakeStack } from './testing/bake-stack.ts';

const signal = new AbortController().signal;
const megabyte = 1024 ** 2;

const model = {
  services: { store: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }) },
  volumes: { data: { name: 'shop_data' } },
} as const;

test('a bake that fills its pool says so, leaves the former dataset and gives back the room', async () => {
  const { ref, run, datasets, declared, pool, inPool, identity } = await bakeStack(model, {
    options: { size: 400 * megabyte },
  });
  declared.set('demo', { kind: 'seed', files: ['demo.sh'] });
  const seed = (script: string): Promise<void> => writeFile(join(ref.project, 'demo.sh'), script);
  await seed('echo old > /data/content\n');
  expect((await run('dataset-bake', 'demo')).error).toBeUndefined();
  const { free } = await pool.space(signal);

  await seed('echo new > /data/content; dd if=/dev/zero of=/data/large bs=1M count=600 status=none\n');
  expect((await run('dataset-bake', 'demo')).error).toMatchObject({
    code: 'disk-full',
    message: 'The disk that keeps the data on host default is full.',
    hint: expect.stringContaining('backlot checkpoint list'),
  });
  expect(await inPool(`cat datasets/${identity.project}/demo/data/content`)).toBe('old');
  expect(await inPool('ls -A work')).toBe('');
  expect((await pool.space(signal)).free).toBeGreaterThan(free - 20 * megabyte);
  expect(await datasets.list(ref, signal)).toMatchObject([{ name: 'demo', state: 'outdated' }]);

  await seed('echo newer > /data/content\n');
  expect((await run('dataset-bake', 'demo')).error).toBeUndefined();
  expect(await inPool(`cat datasets/${identity.project}/demo/data/content`)).toBe('newer');
}, 600_000);
