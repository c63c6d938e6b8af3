import { expect, test } from 'vitest';
import { sleeper } from '../../engine/testing/docker-stack.ts';
import type { PartialModel } from '../../engine/testing/stack-model.ts';
import { createEnvironmentData } from './environment-data.ts';
import { dataStack } from './testing/data-stack.ts';

const signal = new AbortController().signal;

const model: PartialModel = {
  services: { db: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }) },
  volumes: { data: { name: 'freeze_data' } },
};

test('data is frozen from a plain volume, and from one in the pool, and the service runs again', async () => {
  const stack = await dataStack(model);
  const { run, exec, pool, ref, view } = stack;
  const data = createEnvironmentData({ access: stack.access, pools: stack.pools });
  await run('up');
  await exec('db', 'echo -n one > /data/file');
  const read = async (path: string) => (await pool()).run('cat "$1"', [path], signal);
  expect((await data.freeze(ref, 'datasets/test/saved', signal)).volumes).toEqual({
    data: 'datasets/test/saved/data',
  });
  expect(await read('datasets/test/saved/data/file')).toBe('one');
  expect((await view()).volumes).toMatchObject([{ place: 'plain' }]);
  expect(await exec('db', 'cat /data/file')).toBe('one');
  expect(await run('dataset-use', { dataset: 'saved' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  await exec('db', 'echo -n two > /data/file');
  const { stoppedMs } = await data.freeze(ref, 'datasets/test/again', signal);
  expect(stoppedMs).toBeGreaterThan(0);
  expect(await read('datasets/test/again/data/file')).toBe('two');
  expect(await exec('db', 'cat /data/file')).toBe('two');
  expect(await (await pool()).run('ls work; ls environments | grep stopped || true', [], signal)).toBe('');
});

test('full copies: the second switch takes the spare; the status says what there is before and after', async () => {
  const stack = await dataStack(model, { pool: { tier: 'copy' } });
  const { run, exec, pool, seed, status, identity } = stack;
  expect(await status()).toMatchObject({ services: ['db'], canUndo: false, history: [], checkpoints: [] });
  expect(await stack.pools.existing('default', signal)).toBeUndefined();
  await seed('demo', { data: 'demo' });
  await run('up');
  expect(await run('dataset-use', { dataset: 'demo' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  const spare = async () => (await pool()).run('cat spares/*/data/file 2>/dev/null || true', [], signal);
  await expect.poll(spare, { timeout: 20_000 }).toBe('demo');
  await exec('db', 'echo -n broken > /data/file');
  expect(await run('dataset-use', { dataset: 'demo' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  expect(await exec('db', 'cat /data/file')).toBe('demo');
  expect(await run('data-undo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await exec('db', 'cat /data/file')).toBe('broken');
  const shown = await status();
  expect(shown).toMatchObject({
    dataset: 'demo',
    tier: 'copy',
    canUndo: true,
    canRedo: true,
    datasets: [{ name: 'demo', usedBy: ['dev'], switchMs: expect.any(Number) }],
    history: [
      { text: 'undo: back to switched to demo', current: true },
      { text: 'switched to demo', current: false },
      { text: 'switched to demo', current: false },
    ],
  });
  expect(shown.checkpoints.map(({ reason }) => reason)).toEqual(['before undo', 'before switching to demo']);
  expect(shown.disk.used).toBeGreaterThan(0);
  expect(shown.disk.free).toBeGreaterThan(shown.disk.used);
  expect(identity.environment).toBe(shown.environment);
});
