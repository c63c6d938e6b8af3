import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listContainers } from '../../docker/containers.ts';
import { listNetworks } from '../../docker/networks.ts';
import { listVolumes } from '../../docker/volumes.ts';
import { sleeper } from '../../engine/testing/docker-stack.ts';
import { type BakeStack, bakeStack } from './testing/bake-stack.ts';

const signal = new AbortController().signal;
const healthy = { condition: 'service_healthy', required: true } as const;
const completed = { condition: 'service_completed_successfully', required: true } as const;
const data = [{ type: 'volume', source: 'data', target: '/data' }] as const;
const shell = (script: string, more: object = {}) => sleeper({ command: ['sh', '-c', script], ...more });

const model = {
  services: {
    web: sleeper({ depends_on: { migrate: completed } }),
    migrate: shell('test -e /data/ready && echo migrated > /data/schema', {
      volumes: data,
      depends_on: { store: healthy },
    }),
    store: shell(
      'trap "echo stopped > /data/end; exit 0" TERM; touch /data/ready; while :; do sleep 0.1; done',
      {
        volumes: data,
        init: false,
        stop_grace_period: '10s',
        ports: [{ target: 80, published: '0', protocol: 'tcp' }],
        healthcheck: { test: ['CMD', 'test', '-e', '/data/ready'], interval: '60s' },
      },
    ),
    // Not started, as it needs what holds no data.
    files: sleeper({
      volumes: [{ type: 'volume', source: 'files', target: '/var/lib/dpkg' }],
      depends_on: { web: healthy },
    }),
  },
  volumes: { data: { name: 'shop_data' }, files: { name: 'shop_files' } },
} as const;

const seed = (...files: string[]) => ({ kind: 'seed', files }) as const;

const left = async ({ engine, identity }: BakeStack): Promise<readonly string[]> => {
  const own = ({ Labels }: { readonly Labels: Readonly<Record<string, string>> }) =>
    Labels['dev.backlot.project'] === identity.project;
  return [
    ...(await listContainers(engine, signal)).filter(own).map(({ Names }) => Names[0] ?? ''),
    ...(await listNetworks(engine, signal)).filter(own).map(({ Name }) => Name),
    ...(await listVolumes(engine, signal)).filter(own).map(({ Name }) => Name),
  ];
};

test('a seed is baked, found ready, outdated by a change, baked again and removed', async () => {
  const stack = await bakeStack(model);
  const { ref, datasets, declared, run, inPool, identity } = stack;
  declared.set('demo', seed('demo.sh'));
  await writeFile(
    join(ref.project, 'demo.sh'),
    'cat /data/schema > /data/content; echo one >> /data/content\n',
  );
  expect(await datasets.list(ref, signal)).toMatchObject([{ name: 'demo', state: 'not-baked' }]);
  await expect(datasets.require(ref, 'demo', signal)).rejects.toMatchObject({ code: 'dataset-not-ready' });

  const baked = await run('dataset-bake', 'demo');
  expect(baked).toMatchObject({ state: 'succeeded', error: undefined });
  expect(baked.steps.map(({ id }) => id)).toEqual(['bake:prepare', 'bake:fill', 'bake:check', 'bake:freeze']);
  expect(await left(stack)).toEqual([]);
  const folder = `datasets/${identity.project}/demo`;
  expect(await inPool(`cat ${folder}/data/content`)).toBe('migrated\none');
  expect(await inPool(`cat ${folder}/data/end`)).toBe('stopped');
  expect(await inPool(`ls ${folder}/files | head -1`)).not.toBe('');
  expect(await inPool('ls work')).toBe('');
  expect(await datasets.list(ref, signal)).toMatchObject([{ name: 'demo', state: 'ready' }]);
  expect(await datasets.require(ref, 'demo', signal)).toMatchObject({
    volumes: { data: `${folder}/data`, files: `${folder}/files` },
  });
  expect(await datasets.bakePlan(ref, 'demo', { again: false }, signal)).toEqual([]);

  await writeFile(join(ref.project, 'demo.sh'), 'echo two > /data/content\n');
  const [outdated] = await datasets.list(ref, signal);
  expect(outdated).toMatchObject({ state: 'outdated', cause: 'demo.sh changed since it was baked' });
  expect(await run('dataset-bake', 'demo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await inPool(`cat ${folder}/data/content`)).toBe('two');

  await inPool(`rm -r ${folder}/files`);
  const [broken] = await datasets.list(ref, signal);
  expect(broken).toMatchObject({ state: 'broken', cause: 'its volume files is gone from the pool' });
  expect(await run('dataset-remove', 'demo')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await inPool(`ls -A datasets/${identity.project}`)).toBe('');
});

test('a seed that fails, and a bake that is cancelled, leave the former dataset whole', async () => {
  const stack = await bakeStack(model);
  const { ref, declared, run, inPool, identity, core, datasets } = stack;
  declared.set('demo', seed('demo.sh'));
  await writeFile(join(ref.project, 'demo.sh'), 'echo one > /data/content\n');
  expect(await run('dataset-bake', 'demo')).toMatchObject({ state: 'succeeded', error: undefined });

  await writeFile(
    join(ref.project, 'demo.sh'),
    'echo half > /data/content; echo no such product >&2; exit 3\n',
  );
  expect(await run('dataset-bake', 'demo')).toMatchObject({
    state: 'failed',
    error: { code: 'bake-failed', message: 'demo.sh: it ended with exit code 3: no such product.' },
  });
  expect(await left(stack)).toEqual([]);

  await writeFile(join(ref.project, 'demo.sh'), 'echo half > /data/content; sleep 600\n');
  const id = core.operations.start('dataset-bake', { stack: ref, dataset: 'demo' });
  for await (const { value } of core.operations.changes({ operation: id }, { signal, after: undefined })) {
    const fill = value.steps.find((step) => step.id === 'bake:fill');
    if (fill?.state === 'running') break;
  }
  expect((await datasets.list(ref, signal))[0]?.state).toBe('baking');
  core.operations.cancel(id);
  expect(await core.operations.wait(id, signal)).toMatchObject({ state: 'cancelled' });
  expect(await left(stack)).toEqual([]);
  expect(await inPool(`cat datasets/${identity.project}/demo/data/content`)).toBe('one');
  expect(await inPool('ls work')).toBe('');
});

test('an environment is saved as a dataset, which nothing outdates', async () => {
  const { ref, declared, run, inPool, identity, datasets } = await bakeStack(model);
  declared.set('demo', seed('demo.sh'));
  await inPool('mkdir -p live/data && echo mine > live/data/content');
  expect(await run('dataset-save', 'before-import')).toMatchObject({ state: 'succeeded', error: undefined });
  expect(await inPool(`cat datasets/${identity.project}/before-import/data/content`)).toBe('mine');
  expect(await datasets.list(ref, signal)).toMatchObject([
    { name: 'demo', state: 'not-baked' },
    { name: 'before-import', state: 'ready', cause: 'saved from dev', source: { kind: 'saved' } },
  ]);
  expect(await datasets.bakePlan(ref, 'before-import', { again: true }, signal)).toEqual([]);
  for (const name of ['demo', '../escape', 'Upper'])
    expect(await run('dataset-save', name)).toMatchObject({
      state: 'failed',
      error: { code: 'invalid-input' },
    });
  expect(await run('dataset-remove', 'nothing')).toMatchObject({
    state: 'failed',
    error: { code: 'dataset-unknown' },
  });
});
