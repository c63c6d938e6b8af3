import { expect, test } from 'vitest';
import { connectEngine } from '../../docker/connect-engine.ts';
import { stackAccess } from '../../engine/stack-access.ts';
import { labelled, sleeper, uniqueProject } from '../../engine/testing/docker-stack.ts';
import { killableEngine } from '../../engine/testing/killable-engine.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import type { PartialModel } from '../../engine/testing/stack-model.ts';
import { createOperations } from '../../operations/create-operations.ts';
import { createKillSwitch, type KillSwitch } from '../../operations/testing/kill-switch.ts';
import { openStore } from '../../store/open-store.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { createPools } from '../pool/create-pools.ts';
import type { Pool, Pools } from '../pool/pool.ts';
import { dataStack, kindsOf } from './testing/data-stack.ts';

const forever = new AbortController().signal;

const volume = (source: string) => [{ type: 'volume', source, target: '/data' } as const];
/** Volumes are named once for all, so each story has names of its own. */
const modelOf = (name: string): PartialModel => ({
  services: {
    db: sleeper({
      command: ['sh', '-c', 'test ! -e /data/poison || exit 3; exec sleep infinity'],
      volumes: volume('db-data'),
    }),
    cache: sleeper({ volumes: volume('cache-data') }),
  },
  volumes: { 'db-data': { name: `${name}_db` }, 'cache-data': { name: `${name}_cache` } },
});

async function crashStack() {
  const model = modelOf(uniqueProject());
  return { ...(await dataStack(model)), model };
}
type CrashStack = Awaited<ReturnType<typeof crashStack>>;

async function must(stack: CrashStack, kind: string, input: object = {}): Promise<void> {
  const { state, error } = await stack.run(kind, input);
  expect([kind, state, error]).toEqual([kind, 'succeeded', undefined]);
}

/** Pools whose every script is a point where the process may die, before it and after it. */
function killablePools(pools: Pools, kill: KillSwitch): Pools {
  const pointed =
    <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      kill.point();
      const answer = await work(...args);
      kill.point();
      return answer;
    };
  const wrap = (pool: Pool): Pool => ({
    ...pool,
    run: pointed(pool.run),
    ask: pointed(pool.ask),
    clone: pointed(pool.clone),
    remove: pointed(pool.remove),
  });
  return {
    ...pools,
    of: async (host, signal) => wrap(await pools.of(host, signal)),
    existing: async (host, signal) => {
      const found = await pools.existing(host, signal);
      return found && wrap(found);
    },
  };
}

/** One process that runs an operation, until its end or until it is killed; answers the points it passed. */
async function live(stack: CrashStack, home: string, kind: string, input: object, killAt?: number) {
  const kill = createKillSwitch(killAt);
  const store = openStore({ home });
  const access = stackAccess({
    identify: async () => stack.identity,
    model: async () => labelled(stack.model),
    env: () => ({}),
    connect: async (_, signal) => killableEngine(await connectEngine(localContext, signal), kill),
  });
  const pools = killablePools(createPools({ ...stack.options, engine: access.engine }), kill);
  const operations = createOperations({
    store: kill.guard(store),
    kinds: kindsOf(access, pools),
    stopMs: 500,
  });
  const work = async () => {
    const taken = operations.recover();
    return operations.wait(taken[0] ?? operations.start(kind, { stack: stack.ref, ...input }), forever);
  };
  const ended = await Promise.race([
    kill.died.then(() => undefined),
    work().catch((error: unknown) => {
      if (!kill.dead()) throw error;
      return undefined;
    }),
  ]);
  await operations.stop();
  pools.close();
  access.close();
  store.close();
  return { passed: kill.passed(), ended };
}

const both = async ({ exec }: CrashStack): Promise<string> => {
  const said = await Promise.all(['db', 'cache'].map((one) => exec(one, 'cat /data/file')));
  return said[0] === said[1] ? (said[0] ?? '') : `a mix: ${said.join(', ')}`;
};

/** Runs an operation that dies at a point, then a core that takes it up; the environment must be whole. */
async function story(stack: CrashStack, kind: string, input: object, killAt: number) {
  const home = tempHome();
  const killed = await live(stack, home, kind, input, killAt);
  // Some are shorter than others, and were done before they could die.
  return { next: killed.ended === undefined ? await live(stack, home, kind, input) : killed };
}

/**
 * A run of all tests dies at some points, before and after a script in turn; BACKLOT_SLOW_TESTS=1 at each of
 * them, which takes an hour.
 */
const every = (some: number): number => (process.env.BACKLOT_SLOW_TESTS ? 1 : some);
const patience = process.env.BACKLOT_SLOW_TESTS ? 3_600_000 : 900_000;

test('killed at any point of a switch and an undo, the next core makes it whole', {
  timeout: patience,
}, async () => {
  const stack = await crashStack();
  for (const name of ['a', 'b']) await stack.seed(name, { 'db-data': name, 'cache-data': name });
  await must(stack, 'dataset-use', { dataset: 'a' });
  await must(stack, 'up');
  const { passed: points } = await live(stack, tempHome(), 'dataset-use', { dataset: 'b' });
  expect(points).toBeGreaterThan(25);
  expect(await both(stack)).toBe('b');
  let now = 'b';
  for (let killAt = 1; killAt <= points; killAt += every(9)) {
    const dataset = now === 'a' ? 'b' : 'a';
    const { next } = await story(stack, 'dataset-use', { dataset }, killAt);
    expect([killAt, next.ended?.state, next.ended?.error]).toEqual([killAt, 'succeeded', undefined]);
    expect([killAt, await both(stack)]).toEqual([killAt, dataset]);
    now = dataset;
  }
  await stack.exec('db', 'echo -n c > /data/file');
  await stack.exec('cache', 'echo -n c > /data/file');
  for (let killAt = 3; killAt <= points; killAt += every(25)) {
    await must(stack, 'dataset-use', { dataset: 'a' });
    const { next } = await story(stack, 'data-undo', {}, killAt);
    expect([killAt, next.ended?.state, next.ended?.error]).toEqual([killAt, 'succeeded', undefined]);
    expect([killAt, await both(stack)]).toEqual([killAt, 'c']);
  }
  const pool = await stack.pool();
  expect(await pool.run('ls work', [], forever)).toBe('');
  const { checkpoints } = (await stack.view()).state;
  const folders = await pool.run('ls "checkpoints/$1"', [stack.identity.composeProject], forever);
  expect(folders.trim().split('\n').sort()).toEqual(checkpoints.map(({ id }) => id).sort());
});

test('killed while a switch that fails is taken back, the old data is there, whole', {
  timeout: patience,
}, async () => {
  const stack = await crashStack();
  await stack.seed('a', { 'db-data': 'a', 'cache-data': 'a' });
  await stack.seed('bad', { 'db-data': 'bad', 'cache-data': 'bad' });
  await (await stack.pool()).run('touch datasets/test/bad/db-data/poison', [], forever);
  await must(stack, 'dataset-use', { dataset: 'a' });
  await must(stack, 'up');
  const { passed: points, ended } = await live(stack, tempHome(), 'dataset-use', { dataset: 'bad' });
  expect(ended?.state).toBe('failed');
  for (let killAt = 21; killAt <= points; killAt += every(13)) {
    const { next } = await story(stack, 'dataset-use', { dataset: 'bad' }, killAt);
    expect([killAt, next.ended?.state]).toEqual([killAt, 'failed']);
    expect([killAt, await both(stack)]).toEqual([killAt, 'a']);
  }
});

test('killed while volumes move into the pool, the next core has all data', {
  timeout: patience,
}, async () => {
  const points = await once();
  for (let killAt = 8; killAt <= points; killAt += every(29)) await once(killAt);

  async function once(killAt?: number): Promise<number> {
    const stack = await crashStack();
    await stack.seed('a', { 'db-data': 'a', 'cache-data': 'a' });
    await must(stack, 'up');
    for (const one of ['db', 'cache']) await stack.exec(one, 'echo -n own > /data/file');
    if (killAt === undefined) return (await live(stack, tempHome(), 'dataset-use', { dataset: 'a' })).passed;
    const { next } = await story(stack, 'dataset-use', { dataset: 'a' }, killAt);
    expect([killAt, next.ended?.state, next.ended?.error]).toEqual([killAt, 'succeeded', undefined]);
    expect([killAt, await both(stack)]).toEqual([killAt, 'a']);
    await must(stack, 'data-undo');
    expect([killAt, await both(stack)]).toEqual([killAt, 'own']);
    return 0;
  }
});
