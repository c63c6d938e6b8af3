import { expect, test } from 'vitest';
import { sleeper, uniqueProject } from '../../engine/testing/docker-stack.ts';
import { dataStack } from './testing/data-stack.ts';

const signal = new AbortController().signal;

test('two clones of a project have data and checkpoints of their own, and share what is baked', async () => {
  const project = uniqueProject();
  const folders = ['/nowhere/first', '/nowhere/second'];
  const model = {
    services: { db: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }) },
    volumes: { data: { name: `${project}_data` } },
  } as const;
  const clone = (workingDir: string) => ({
    project,
    workingDir,
    elsewhere: (folder: string) => folders.includes(folder),
  });
  const first = await dataStack(model, { clone: clone('/nowhere/first') });
  const second = await dataStack(model, { clone: clone('/nowhere/second'), beside: first });
  const pool = await first.pool();
  const names = async (): Promise<readonly string[]> =>
    (await pool.run('cd environments; ls -d */ | tr -d /', [], signal)).trim().split('\n');
  await first.seed('demo', { data: 'demo' });

  expect((await first.run('dataset-use', { dataset: 'demo' })).error).toBeUndefined();
  expect((await first.run('checkpoint-save', { name: 'mine' })).error).toBeUndefined();
  expect(await names()).toEqual([first.identity.composeProject]);
  const taken = await second.run('dataset-use', { dataset: 'demo' });
  expect(taken).toMatchObject({ state: 'failed', error: { code: 'name-taken' } });
  expect((await first.view()).state.checkpoints.map(({ name }) => name)).toEqual(['mine']);
  expect(await names()).toContain(first.identity.composeProject);

  expect((await first.run('down', { volumes: true })).error).toBeUndefined();
  expect((await second.view()).state.checkpoints).toEqual([]);
  expect((await second.run('dataset-use', { dataset: 'demo' })).error).toBeUndefined();
  const own = (await second.view()).home;
  expect(own).not.toBe(first.identity.composeProject);
  expect(await names()).toEqual([own]);
  expect((await second.view()).state.history.map(({ text }) => text)).toEqual(['switched to demo']);
  expect((await first.view()).state.checkpoints.map(({ name }) => name)).toEqual(['mine']);

  expect((await second.run('down', { volumes: true })).error).toBeUndefined();
  expect((await first.run('checkpoint-restore', { checkpoint: 'mine' })).error).toBeUndefined();
  expect(await pool.run('cat "environments/$1/data/file"', [first.identity.composeProject], signal)).toBe(
    'demo',
  );
}, 600_000);
