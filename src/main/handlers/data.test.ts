import { expect, test } from 'vitest';
import { z } from 'zod';
import { data as dataContract } from '../../shared/contract/data.ts';
import type { DataStatus } from '../../shared/model/data.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { defineOperation, defineVerb } from '../core/operations/define-operation.ts';
import { testCore } from '../core/operations/testing/test-core.ts';
import { dataHandlers } from './data.ts';

const contract = { data: dataContract };
const place = { project: '/src/shop', environment: 'dev' };
const forever = new AbortController().signal;

const empty: DataStatus = {
  ...{ environment: 'dev', host: 'default', services: ['db'], tier: 'pool', tierCause: 'it clones' },
  ...{ canUndo: false, canRedo: false, history: [], datasets: [], checkpoints: [] },
  disk: { used: 0, logical: 0, free: 1 },
};

const poolOnBox = {
  ...{ host: 'box', tier: 'pool' as const, tierCause: 'it clones', size: 9, free: 3, volumes: ['shop_db'] },
  datasets: ['shop/demo'],
  checkpoints: [{ environment: 'shop-dev', count: 2, named: ['mine'] }],
};

/** Kinds that do nothing but note what they were started with. */
const kinds = [
  ...['dataset-bake', 'dataset-use', 'dataset-save', 'dataset-remove', 'data-undo', 'data-redo'],
  ...['checkpoint-save', 'checkpoint-restore', 'checkpoint-remove', 'pool-remove'],
].map((kind) =>
  defineOperation({
    kind,
    input: z.looseObject({ stack: z.looseObject({ project: z.string() }).optional() }),
    afterCrash: 'resume',
    locks: () => [],
    project: ({ stack }) => stack?.project,
    plan: (input) => ({
      title: JSON.stringify(input),
      steps: [
        {
          id: 'do',
          after: [],
          verb: 'do',
          resource: 'it',
          cause: 'so',
          weight: 1,
          destructive: false,
          args: {},
        },
      ],
    }),
    verbs: { do: defineVerb(z.object({}), async () => {}) },
  }),
);

function client() {
  const { operations } = testCore({ kinds });
  let status = empty;
  const [near, far] = memoryPair();
  const handlers = dataHandlers({
    locate: async (one) => ({ ...one, host: 'box' }),
    status: async () => status,
    pool: async (host) => (host === 'box' ? { ...poolOnBox } : undefined),
    operations,
  });
  serve(far, methodTable(contract, { data: handlers }));
  const change = (next: Partial<DataStatus>): void => {
    status = { ...status, ...next };
  };
  return { operations, change, data: createClient(contract, connect(near)).data };
}

test('each command starts its operation on the host that the environment is on', async () => {
  const { data, operations } = client();
  const stack = { ...place, host: 'box' };
  const started: readonly (readonly [Promise<{ operation: string }>, string, object])[] = [
    [data.bake({ ...place, dataset: 'demo', again: true }), 'dataset-bake', { dataset: 'demo', again: true }],
    [data.use({ ...place, dataset: 'demo' }), 'dataset-use', { dataset: 'demo' }],
    [data.save({ ...place, dataset: 'mine' }), 'dataset-save', { dataset: 'mine' }],
    [
      data.bake({ ...place, dataset: 'staging', pull: true }),
      'dataset-bake',
      { dataset: 'staging', pull: true },
    ],
    [data.removeDataset({ ...place, dataset: 'mine' }), 'dataset-remove', { dataset: 'mine' }],
    [data.saveCheckpoint({ ...place, name: 'x' }), 'checkpoint-save', { name: 'x' }],
    [data.restore({ ...place, checkpoint: 'x' }), 'checkpoint-restore', { checkpoint: 'x' }],
    [data.removeCheckpoint({ ...place, checkpoint: 'x' }), 'checkpoint-remove', { checkpoint: 'x' }],
    [data.undo(place), 'data-undo', {}],
    [data.redo(place), 'data-redo', {}],
  ];
  for (const [call, kind, input] of started) {
    const ended = await operations.wait((await call).operation, forever);
    expect(ended).toMatchObject({ kind, state: 'succeeded', project: place.project });
    expect(JSON.parse(ended.title)).toEqual({ stack, ...input });
  }
});

test('the status is told again when an operation of the project has ended', async () => {
  const { data, change } = client();
  expect(await data.show(place)).toEqual(empty);
  const seen: boolean[] = [];
  for await (const { value } of data.status(place)) {
    seen.push(value.canUndo);
    if (value.canUndo) break;
    change({ canUndo: true });
    await data.use({ ...place, dataset: 'demo' });
  }
  expect(seen).toEqual([false, true]);
});

test('a pool is shown and removed by its host', async () => {
  const { data, operations } = client();
  expect(await data.pool({ host: 'box' })).toEqual({ pool: poolOnBox });
  expect(await data.pool({ host: 'default' })).toEqual({});
  const ended = await operations.wait((await data.removePool({ host: 'box' })).operation, forever);
  expect(ended).toMatchObject({ kind: 'pool-remove', title: JSON.stringify({ host: 'box' }) });
});
