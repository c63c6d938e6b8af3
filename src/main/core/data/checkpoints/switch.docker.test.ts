import { expect, test } from 'vitest';
import { sleeper, uniqueProject } from '../../engine/testing/docker-stack.ts';
import type { PartialModel } from '../../engine/testing/stack-model.ts';
import { dataStack } from './testing/data-stack.ts';

const signal = new AbortController().signal;

const shop = (name: string): PartialModel => ({
  services: {
    db: sleeper({ volumes: [{ type: 'volume', source: 'db-data', target: '/data' }] }),
    cache: sleeper({ volumes: [{ type: 'volume', source: 'cache-data', target: '/data' }] }),
    web: sleeper({ depends_on: { db: { condition: 'service_started', required: true } } }),
    worker: sleeper({
      depends_on: { db: { condition: 'service_started', required: true, restart: true } },
    }),
  },
  volumes: { 'db-data': { name: `${name}_db` }, 'cache-data': { name: `${name}_cache` } },
});

test('an environment is switched, undone, redone and restored; nothing is lost on the way', async () => {
  const stack = await dataStack(shop(uniqueProject()));
  const { run, exec, seed, view } = stack;
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  await exec('db', 'echo -n own > /data/file; chown 7:8 /data/file');
  await seed('demo', { 'db-data': 'demo', 'cache-data': 'demo cache' });
  await seed('empty', { 'db-data': 'empty', 'cache-data': 'empty cache' });
  const startedAt = (service: string) => exec(service, 'stat -c %Y /proc/1');
  const [web, worker] = [await startedAt('web'), await startedAt('worker')];
  const both = async () => [
    await exec('db', 'cat /data/file'),
    await exec('cache', 'cat /data/file || true'),
  ];

  const first = await run('dataset-use', { dataset: 'demo' });
  expect([first.state, first.error]).toEqual(['succeeded', undefined]);
  expect(await both()).toEqual(['demo', 'demo cache']);
  expect(await startedAt('web')).toBe(web);
  expect(await startedAt('worker')).not.toBe(worker);
  // What makes the pool's volumes is what up would make: it has nothing to do.
  expect((await run('up')).title).toContain('Nothing to do');

  await exec('db', 'echo -n changed > /data/file');
  expect(await run('dataset-use', { dataset: 'empty' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  expect(await both()).toEqual(['empty', 'empty cache']);
  expect(await run('data-undo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await both()).toEqual(['changed', 'demo cache']);
  expect(await run('data-undo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await both())[0]).toEqual('own');
  expect(await exec('db', 'stat -c %u:%g /data/file')).toBe('7:8');
  expect(await run('data-undo')).toMatchObject({ state: 'failed', error: { code: 'nothing-to-undo' } });
  expect(await run('data-redo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await both()).toEqual(['changed', 'demo cache']);

  expect(await run('checkpoint-save', { name: 'before-import' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  expect(await run('checkpoint-save', { name: 'before-import' })).toMatchObject({ state: 'failed' });
  await exec('db', 'echo -n broken > /data/file');
  expect(await run('checkpoint-restore', { checkpoint: 'before-import' })).toMatchObject({
    state: 'succeeded',
  });
  expect(await both()).toEqual(['changed', 'demo cache']);
  expect(await run('data-undo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect((await both())[0]).toBe('broken');
  expect(await run('checkpoint-restore', { checkpoint: 'none' })).toMatchObject({
    state: 'failed',
    error: { code: 'checkpoint-unknown' },
  });
  expect(await run('dataset-use', { dataset: 'none' })).toMatchObject({
    state: 'failed',
    error: { code: 'dataset-unknown' },
  });
  expect((await both())[0]).toBe('broken');

  const { state } = await view();
  expect(state.history.map(({ text }) => text)).toEqual([
    'undo: back to switched to demo',
    'restored checkpoint before-import',
    'redo: back to switched to demo',
    'undo: back to its own data',
    'undo: back to switched to demo',
    'switched to empty',
    'switched to demo',
  ]);
  expect(state.switchMs.demo).toBeGreaterThan(0);
  expect(await run('checkpoint-remove', { checkpoint: 'before-import' })).toMatchObject({
    state: 'succeeded',
  });
  const pool = await stack.pool();
  const { checkpoints } = (await view()).state;
  const folders = await pool.run('ls "checkpoints/$1"', [stack.identity.composeProject], signal);
  expect(folders.trim().split('\n').sort()).toEqual(checkpoints.map(({ id }) => id).sort());
  expect(await pool.run('ls work', [], signal)).toBe('');

  expect(await run('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await pool.run('ls environments checkpoints', [], signal)).toBe('checkpoints:\n\nenvironments:\n');
  // Twenty operations: a few seconds, and minutes where many others want the machine.
}, 600_000);

test('an environment that does not run is switched as it is; one that never ran begins with the data', async () => {
  const { run, exec, seed, pool, identity, view } = await dataStack(shop(uniqueProject()));
  await seed('demo', { 'db-data': 'demo' });
  expect(await run('checkpoint-save')).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  expect(await run('dataset-use', { dataset: 'demo' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  expect((await view()).state.checkpoints).toEqual([]);
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await exec('db', 'cat /data/file; ls /data')).toBe('demofile');
  expect(await exec('cache', 'ls -A /data')).toBe('');
  await exec('db', 'echo -n mine > /data/file');
  expect(await run('stop')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await run('dataset-use', { dataset: 'demo' })).toMatchObject({
    state: 'succeeded',
    error: undefined,
  });
  const { composeProject } = identity;
  const read = async () => (await pool()).run('cat "environments/$1/db-data/file"', [composeProject], signal);
  expect(await read()).toBe('demo');
  expect(await run('data-undo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await read()).toBe('mine');
  expect((await view()).holders.every(({ running }) => !running)).toBe(true);
});

test('data that its service does not start with is taken back, and the service runs as before', async () => {
  const model: PartialModel = {
    services: {
      db: sleeper({
        command: ['sh', '-c', 'test ! -e /data/poison || exit 3; exec sleep infinity'],
        volumes: [{ type: 'volume', source: 'data', target: '/data' }],
      }),
    },
    volumes: { data: { name: 'c_data' } },
  };
  const { run, exec, seed, pool, view } = await dataStack(model);
  await run('up');
  await exec('db', 'echo -n own > /data/file');
  await seed('bad', { data: 'bad' });
  await (await pool()).run('touch datasets/test/bad/data/poison', [], signal);
  for (const _ of ['volumes outside of the pool', 'and inside']) {
    const ended = await run('dataset-use', { dataset: 'bad' });
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'container-exited' } });
    expect(await exec('db', 'cat /data/file')).toBe('own');
    expect((await view()).state).toMatchObject({
      checkpoints: [],
      history: [],
      current: { text: 'its own data' },
    });
    expect(await (await pool()).run('ls work', [], signal)).toBe('');
  }
});
