import { expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectEngine } from '../../docker/connect-engine.ts';
import { startFakeEngine } from '../../docker/fake-engine.ts';
import { desireModel } from '../../engine/testing/stack-model.ts';
import { planText } from '../../operations/plan-text.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import type { Pool } from '../pool/pool.ts';
import { firstState } from './data-state.ts';
import type { EnvironmentView } from './look-at-data.ts';
import { planExchange } from './plan-exchange.ts';

const mount = (source: string) => [{ type: 'volume', source, target: '/data' } as const];
const desired = desireModel({
  services: {
    db: { volumes: mount('db-data') },
    cache: { volumes: mount('cache-data') },
    web: { depends_on: { db: { condition: 'service_started', required: true } } },
    worker: { depends_on: { db: { condition: 'service_started', required: true, restart: true } } },
  },
  volumes: { 'db-data': { name: 'shop_db' }, 'cache-data': { name: 'shop_cache' } },
});

const unused = async (): Promise<never> => {
  throw new Error('planning asks nothing');
};
const pool: Pool = {
  tier: 'pool',
  tierCause: '',
  path: '/pool',
  volume: 'backlot-pool',
  image: 'backlot-pool:1',
  run: unused,
  ask: unused,
  begin: unused,
  clone: unused,
  prepare: unused,
  remove: unused,
  usage: unused,
  count: unused,
  space: unused,
};
async function idleEngine(): Promise<Engine> {
  const fake = await startFakeEngine(tempHome());
  const engine = await connectEngine(fake.context, new AbortController().signal);
  engine.close();
  await fake.stop();
  return engine;
}

const container = (service: string) => ({
  ...{ id: `${service}-id`, name: `shop-dev-${service}-1`, service, number: 1, state: 'running' },
  ...{ health: 'none' as const, exitCode: undefined, imageId: '', hash: '', parts: {}, env: undefined },
  ...{ needs: [], ports: {}, published: [], networks: [], networkOf: undefined },
});
const holder = (service: string, running = true) => ({
  ...{ id: `${service}-id`, name: `shop-dev-${service}-1`, service, running },
  volumes: [`${service}-data`],
});

const viewOf = async (given: Partial<EnvironmentView> = {}): Promise<EnvironmentView> => ({
  ref: { host: 'default', project: '/src/shop', environment: 'dev' },
  engine: await idleEngine(),
  desired,
  home: 'shop-dev',
  volumes: [
    { key: 'db-data', name: 'shop_db', place: 'pool' },
    { key: 'cache-data', name: 'shop_cache', place: 'pool' },
  ],
  holders: [holder('db'), holder('cache')],
  foreign: undefined,
  containers: ['db', 'cache', 'web', 'worker'].map(container),
  pool,
  state: firstState(0),
  postmasters: [],
  ...given,
});
const facts = { at: 1, checkpoint: 'c1', bake: [] };
const use = { kind: 'use', dataset: 'demo' } as const;

test('between stop and start there is one step', async () => {
  expect(planText(planExchange(await viewOf(), use, facts))).toBe(`Switch dev to demo
1. data-prepare data of dev: made ready
2. data-stop db, cache: its data stands still for a moment
3. data-swap data of dev: asked for; what is there becomes checkpoint c1 [destructive] (after 1, 2)
4. data-start db, cache: it was running (after 3)
5. restart worker: the data that it needs was exchanged (after 4)
6. wait worker: it must be ready (after 5)
7. data-finish data of dev: old checkpoints are over the budget at some point (after 6)
`);
});

test('a dataset is baked first, volumes outside of the pool move into it, which is made', async () => {
  const bake = [
    {
      id: 'bake:1',
      after: [],
      verb: 'bake',
      resource: 'demo',
      cause: 'it is not baked',
      weight: 1,
      destructive: false,
      args: {},
    },
  ];
  const view = await viewOf({
    pool: undefined,
    volumes: [
      { key: 'db-data', name: 'shop_db', place: 'plain' },
      { key: 'cache-data', name: 'shop_cache', place: 'absent' },
    ],
    holders: [holder('db')],
    containers: ['db'].map(container),
  });
  expect(planText(planExchange(view, use, { ...facts, bake }))).toBe(`Switch dev to demo
1. data-pool pool of default: it is not there
2. bake demo: it is not baked (after 1)
3. data-prepare data of dev: made ready (after 2)
4. data-stop db: its data stands still for a moment (after 3)
5. data-release db: its volume moves into the pool (after 4)
6. data-adopt data of dev: it is kept in the pool from now on (after 5)
7. data-swap data of dev: asked for; what is there becomes checkpoint c1 [destructive] (after 6)
8. data-start db: it was running (after 7)
9. data-finish data of dev: old checkpoints are over the budget at some point (after 8)
`);
});

test('full copies are made before anything is stopped', async () => {
  const view = await viewOf({ pool: { ...pool, tier: 'copy' } });
  const steps = planExchange(view, use, facts).steps;
  expect(steps.find(({ id }) => id === 'stop')?.after).toEqual(['prepare']);
});

test('where nothing runs nothing is stopped, and a checkpoint stops for the moment of its making', async () => {
  const stopped = await viewOf({ holders: [holder('db', false)], containers: [] });
  expect(planExchange(stopped, use, facts).steps.map(({ id }) => id)).toEqual(['prepare', 'swap', 'finish']);
  const save = planExchange(await viewOf(), { kind: 'save', name: 'mine' }, facts);
  expect(save.steps.map(({ id }) => id)).toContain('keep');
  expect(save.title).toBe('Save checkpoint mine of dev');
});

test('a restored checkpoint is told by its name, or by its whole id where it has none', async () => {
  const kept = { automatic: true, reason: '', createdAt: 0, dataset: undefined, text: '', volumes: [] };
  const checkpoints = [
    { ...kept, id: 'aa11', name: 'before-import', automatic: false },
    { ...kept, id: 'bb22' },
  ];
  const view = await viewOf({ state: { ...firstState(0), checkpoints } });
  const titleOf = (checkpoint: string) => planExchange(view, { kind: 'restore', checkpoint }, facts).title;
  expect(['aa11', 'before-import', 'bb'].map(titleOf)).toEqual([
    'Restore checkpoint before-import in dev',
    'Restore checkpoint before-import in dev',
    'Restore checkpoint bb22 in dev',
  ]);
});

test('what can not be done is refused before anything is', async () => {
  const foreign = { container: 'mine', volume: 'shop_db', owner: 'not made by Backlot' };
  const refusals: readonly (readonly [Partial<EnvironmentView>, string])[] = [
    [
      { foreign },
      'The container mine uses the volume shop_db, and is not ours to stop: not made by Backlot.',
    ],
    [{ volumes: [] }, 'No service of dev owns a named volume.'],
  ];
  for (const [given, message] of refusals) {
    const view = await viewOf(given);
    expect(() => planExchange(view, use, facts)).toThrow(message);
  }
  const view = await viewOf();
  expect(() => planExchange(view, { kind: 'undo' }, facts)).toThrow('There is no change of data to undo.');
  expect(() => planExchange(view, { kind: 'restore', checkpoint: 'x' }, facts)).toThrow('no checkpoint "x"');
});
