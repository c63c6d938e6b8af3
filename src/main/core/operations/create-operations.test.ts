import { expect, test } from 'vitest';
import { z } from 'zod';
import type { OperationWithSteps, PlannedStep } from '../../../shared/model/operation.ts';

import { defineOperation, defineVerb, type OperationKind, type StepContext } from './define-operation.ts';
import type { Operations } from './operations.ts';
import { collect } from './testing/collect.ts';
import { createKillSwitch } from './testing/kill-switch.ts';
import { testCore } from './testing/test-core.ts';
import { createWorld, type WorldKind, type WorldStep } from './testing/world.ts';

const never = new AbortController().signal;
const kill = createKillSwitch();
const chain = ['s0', 's1', 's2'].map((id, index) => ({ id, after: index ? [`s${index - 1}`] : [] }));

const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

/** A world of one kind, with a gate that holds the steps named until it is opened. */
function heldWorld(held: readonly string[], options: Partial<WorldKind> = {}) {
  const world = createWorld();
  const reached = new Map(held.map((id) => [id, Promise.withResolvers<StepContext>()]));
  const gate = Promise.withResolvers<void>();
  const inside = async (step: StepContext): Promise<void> => {
    const own = reached.get(step.step.id);
    if (!own) return;
    own.resolve(step);
    const aborted = new Promise<void>((resolve) => step.signal.addEventListener('abort', () => resolve()));
    await Promise.race([gate.promise, aborted]);
  };
  const kind = world.kind({ kill, afterCrash: 'resume', inside, ...options });
  const at = async (id: string): Promise<StepContext> => {
    const own = reached.get(id);
    if (!own) throw new Error(`"${id}" is not held`);
    return own.promise;
  };
  return { world, kind, at, open: () => gate.resolve() };
}

const run = async (operations: Operations, steps: readonly WorldStep[]): Promise<OperationWithSteps> =>
  operations.wait(operations.start('world', { steps }), never);

/** A kind with one plan, given by the test. */
const planOf = (
  steps: readonly PlannedStep[],
  parts: Partial<Parameters<typeof defineOperation>[0]> = {},
): OperationKind =>
  defineOperation({
    kind: 'planned',
    input: z.object({}),
    afterCrash: 'resume',
    locks: () => [],
    plan: () => ({ title: 'Planned', steps }),
    verbs: { do: defineVerb(z.object({}), async () => undefined) },
    ...parts,
  });

const doStep = (id: string, ...after: string[]): PlannedStep => ({
  ...{ id, after, verb: 'do', resource: id, cause: 'asked for', weight: 1, destructive: false, args: {} },
});

test('an operation runs its steps in order, knows its result, and says so in events', async () => {
  const { world, kind } = heldWorld([]);
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('world', { steps: chain });
  expect(operations.get(id).state).toBe('queued');
  expect(operations.active()).toBe(1);
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({
    state: 'succeeded',
    progress: 1,
    title: 'Change the world',
    result: { first: 'made s0' },
  });
  expect(done).not.toHaveProperty('phase');
  expect(done.steps[0]).not.toHaveProperty('output');
  expect(done.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(operations.get(id)).toEqual(done);
  expect(operations.list({ limit: 10 })).toEqual([expect.objectContaining({ id, state: 'succeeded' })]);
  expect([...world.effects]).toEqual([`${id}/s0`, `${id}/s1`, `${id}/s2`]);
  expect(operations.active()).toBe(0);

  const events = await collect(operations.events({ operation: id }, { signal: never, after: undefined }));
  const lines = events.map(({ value }) => `${value.parent ?? '-'} ${value.status}`);
  expect(lines.filter((line) => !line.includes('progress'))).toEqual([
    ...['- queued', '- started', 's0 started', 's0 note', 's0 done', 's1 started', 's1 note', 's1 done'],
    ...['s2 started', 's2 note', 's2 done', '- done'],
  ]);
});

test('steps run side by side as far as the plan and the limit allow', async () => {
  const wide = Array.from({ length: 8 }, (_, n) => ({ id: `s${n}`, after: [] }));
  const { world, kind } = heldWorld([]);
  const { operations } = testCore({ kinds: [kind], maxParallel: 3 });
  await run(operations, wide);
  expect(world.widest()).toBe(3);
});

test('wrong input, an unknown kind and an unknown id are refused at once', () => {
  const { kind } = heldWorld([]);
  const { operations } = testCore({ kinds: [kind] });
  expect(caught(() => operations.start('world', { steps: 7 }))).toMatchObject({ code: 'invalid-input' });
  expect(caught(() => operations.start('nothing', {}))).toMatchObject({ code: 'invalid-input' });
  for (const work of [operations.get, operations.cancel, operations.resume]) {
    expect(caught(() => work('abc'))).toMatchObject({ code: 'not-found' });
  }
  expect(operations.list({ limit: 5 })).toEqual([]);
});

test('an id may be a unique beginning', async () => {
  const { kind } = heldWorld([]);
  const ids = ['abc1', 'abd2'];
  const { operations } = testCore({ kinds: [kind], newId: () => ids.shift() ?? 'x' });
  await run(operations, []);
  await run(operations, []);
  expect(operations.get('abd').id).toBe('abd2');
  expect(operations.get('abc1').id).toBe('abc1');
  expect(caught(() => operations.get('ab'))).toMatchObject({
    code: 'invalid-input',
    details: { found: ['abc1', 'abd2'] },
  });
  expect(caught(() => operations.get(''))).toMatchObject({ code: 'not-found' });
});

test.each<[string, OperationKind]>([
  ['a cycle', planOf([doStep('a', 'b'), doStep('b', 'a')])],
  ['an unknown predecessor', planOf([doStep('a', 'x')])],
  ['an unknown verb', planOf([{ ...doStep('a'), verb: 'fly' }])],
])('a plan with %s fails before anything runs', async (_, kind) => {
  const { operations } = testCore({ kinds: [kind] });
  const done = await operations.wait(operations.start('planned', {}), never);
  expect(done).toMatchObject({ state: 'failed', steps: [], error: { code: 'internal' } });
  expect(done.error?.message).toContain('cannot run');
});

test('a plan that cannot be made fails the operation with its error', async () => {
  const kind = planOf([], { plan: () => Promise.reject(new Error('no daemon')) });
  const { operations } = testCore({ kinds: [kind] });
  const done = await operations.wait(operations.start('planned', {}), never);
  expect(done).toMatchObject({
    state: 'failed',
    error: { code: 'step-failed', message: '"Planning" failed: no daemon' },
  });
});

test('a value that is no JSON fails its step, and is not a loss of the journal', async () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  const verbs = { do: defineVerb(z.object({}), async () => loop) };
  const { operations } = testCore({ kinds: [planOf([doStep('a')], { verbs })] });
  const done = await operations.wait(operations.start('planned', {}), never);
  expect(done).toMatchObject({ state: 'failed', error: { code: 'step-failed' } });
});

test('arguments of steps are shown as they are kept: what is no JSON is not among them', async () => {
  const step = { ...doStep('a'), args: { name: 'x', belongs: () => true } };
  const verbs = { do: defineVerb(z.object({ name: z.string() }), async () => undefined) };
  const { operations } = testCore({ kinds: [planOf([step], { verbs })] });
  const ended = await operations.wait(operations.start('planned', {}), never);
  expect([ended.state, ended.steps.map(({ args }) => args)]).toEqual(['succeeded', [{ name: 'x' }]]);
});

test('a failed step stops those beside it, and what was done is taken back, the last first', async () => {
  const { world, kind, at } = heldWorld(['beside']);
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('world', {
    steps: [
      { id: 's0', after: [] },
      { id: 'beside', after: ['s0'] },
      { id: 'bad', after: ['s0'], fails: true },
      { id: 'later', after: ['bad'] },
    ],
  });
  const { signal } = await at('beside');
  const done = await operations.wait(id, never);
  expect(signal.aborted).toBe(true);
  expect(done).toMatchObject({
    state: 'failed',
    error: { code: 'step-failed', message: '"bad" failed: as planned' },
  });
  expect(done.steps.map(({ id: step, state }) => `${step} ${state}`)).toEqual([
    ...['s0 undone', 'beside undone', 'bad failed', 'later skipped'],
  ]);
  expect([...world.effects]).toEqual([]);
  expect(world.violations).toEqual([]);
});

test('a kind that keeps what was done before a failure does so', async () => {
  const { world, kind } = heldWorld([], { onFailure: 'keep' });
  const { operations } = testCore({ kinds: [kind] });
  const done = await run(operations, [
    { id: 's0', after: [] },
    { id: 'bad', after: ['s0'], fails: true },
  ]);
  expect(done.steps.map(({ state }) => state)).toEqual(['done', 'failed']);
  expect(done.state).toBe('failed');
  expect(world.effects.has(`${done.id}/s0`)).toBe(true);
});

test('a compensation that fails or hangs is named, and the others still run', async () => {
  const undoing = async ({ step, signal }: StepContext): Promise<void> => {
    if (step.id === 's1') throw new Error('still in use');
    if (step.id === 's2')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const { world, kind } = heldWorld([], { undoing });
  const { operations } = testCore({ kinds: [kind], undoMs: 20 });
  const done = await run(operations, [...chain, { id: 's3', after: ['s2'], fails: true }]);
  expect(done.state).toBe('failed');
  expect(done.error?.message).toBe('"s3" failed: as planned Taking back "s2", "s1" failed too.');
  expect(done.error?.details).toMatchObject({ left: ['s2', 's1'] });
  expect(done.steps.map(({ state }) => state)).toEqual(['undone', 'failed', 'failed', 'failed']);
  expect(world.effects.has(`${done.id}/s0`)).toBe(false);
});

test('cancelled while it waits in line: it ends at once and nothing has run', async () => {
  const { world, kind, at, open } = heldWorld(['s0'], { locks: ['default/dev'] });
  const { operations } = testCore({ kinds: [kind] });
  const first = operations.start('world', { steps: chain });
  await at('s0');
  const second = operations.start('world', { steps: chain });
  operations.cancel(second);
  expect(await operations.wait(second, never)).toMatchObject({
    state: 'cancelled',
    cancelling: false,
    steps: [],
  });
  open();
  expect((await operations.wait(first, never)).state).toBe('succeeded');
  expect([...world.effects].some((key) => key.startsWith(second))).toBe(false);
});

test('cancelled while it is planned: the plan is told, and nothing runs', async () => {
  const planning = Promise.withResolvers<AbortSignal>();
  const kind = planOf([doStep('a')], {
    plan: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        planning.resolve(signal);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('planned', {});
  await planning.promise;
  operations.cancel(id);
  expect(await operations.wait(id, never)).toMatchObject({ state: 'cancelled', steps: [], error: undefined });
});

test('cancelled in the middle: what was done is taken back; cancelling twice changes nothing', async () => {
  const { world, kind, at } = heldWorld(['s1']);
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('world', { steps: chain });
  await at('s1');
  operations.cancel(id);
  expect(operations.get(id)).toMatchObject({ state: 'running', cancelling: true });
  operations.cancel(id);
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({ state: 'cancelled', cancelling: false, error: undefined });
  expect(done.steps.map(({ state }) => state)).toEqual(['undone', 'undone', 'skipped']);
  expect([...world.effects]).toEqual([]);
  expect(caught(() => operations.cancel(id))).toMatchObject({ code: 'operation-finished' });
  expect(caught(() => operations.resume(id))).toMatchObject({ code: 'operation-finished' });
});

test('cancelled while its result is made: it is taken back all the same', async () => {
  const world = createWorld();
  const base = world.kind({ kill, afterCrash: 'resume' });
  const making = Promise.withResolvers<void>();
  const result = ({ signal }: { signal: AbortSignal }): Promise<never> =>
    new Promise((_, reject) => {
      making.resolve();
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const { operations } = testCore({ kinds: [{ ...base, result }] });
  const id = operations.start('world', { steps: chain });
  await making.promise;
  operations.cancel(id);
  expect((await operations.wait(id, never)).state).toBe('cancelled');
  expect([...world.effects]).toEqual([]);
});

test('cancelled while a failure is taken back: it still ends as failed', async () => {
  const undoing = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const { kind } = heldWorld([], {
    undoing: async () => {
      undoing.resolve();
      await go.promise;
    },
  });
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('world', { steps: [{ id: 's0', after: [], fails: true }] });
  await undoing.promise;
  operations.cancel(id);
  go.resolve();
  expect((await operations.wait(id, never)).state).toBe('failed');
});

test('a step that does not heed a cancel is left behind after its time', async () => {
  const verbs = { do: defineVerb(z.object({}), () => new Promise<never>(() => {})) };
  const { operations } = testCore({ kinds: [planOf([doStep('a')], { verbs })], abortMs: 20 });
  const id = operations.start('planned', {});
  await collect(
    operations.events({ operation: id }, { signal: never, after: 0 }),
    ({ value }) => value.parent === 'a',
  );
  operations.cancel(id);
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({ state: 'cancelled', steps: [{ state: 'skipped' }] });
});

test('the signal given at the start cancels; an aborted one starts nothing', async () => {
  const { kind, at } = heldWorld(['s0']);
  const { operations } = testCore({ kinds: [kind] });
  const caller = new AbortController();
  const id = operations.start('world', { steps: chain }, { signal: caller.signal });
  await at('s0');
  caller.abort();
  expect((await operations.wait(id, never)).state).toBe('cancelled');
  expect(caught(() => operations.start('world', { steps: chain }, { signal: caller.signal }))).toMatchObject({
    code: 'cancelled',
  });
  expect(operations.list({ limit: 5 })).toHaveLength(1);
});

test('two operations on one environment never overlap, and go in the order they came', async () => {
  const { world, kind, at, open } = heldWorld(['s0'], { locks: ['default/dev'], parallel: 1 });
  const other = world.kind({ name: 'other', kill, afterCrash: 'resume', locks: ['default/qa'] });
  const { operations } = testCore({ kinds: [kind, other] });
  const ids = [1, 2, 3].map(() => operations.start('world', { steps: chain }));
  const free = operations.start('other', { steps: chain });
  await at('s0');
  expect((await operations.wait(free, never)).state).toBe('succeeded');
  expect(ids.map((id) => operations.get(id).state)).toEqual(['running', 'queued', 'queued']);
  const [, second] = ids;
  const queued = await collect(
    operations.events({ operation: second }, { signal: never, after: 0 }),
    () => true,
  );
  expect(queued[0]?.value).toMatchObject({
    status: 'queued',
    text: `Waiting for default/dev, behind "Change the world" (${ids[0]})`,
  });
  open();
  const done = await Promise.all(ids.map((id) => operations.wait(id, never)));
  for (const [index, { startedAt = 0 }] of done.entries()) {
    expect(startedAt).toBeGreaterThanOrEqual(done[index - 1]?.finishedAt ?? 0);
  }
  const order = [...world.effects].filter((key) => key.endsWith('s0') && !key.startsWith(free));
  expect(order).toEqual(ids.map((id) => `${id}/s0`));
});

test('operations that want two locks each in any order all end', async () => {
  const world = createWorld();
  const kinds = [
    ['a', 'b'],
    ['b', 'a'],
    ['b', 'c'],
    ['c', 'a'],
  ].map((locks, index) => world.kind({ name: `kind${index}`, kill, afterCrash: 'resume', locks }));
  const { operations } = testCore({ kinds });
  const ids = Array.from({ length: 20 }, (_, n) => operations.start(`kind${n % 4}`, { steps: chain }));
  const done = await Promise.all(ids.map((id) => operations.wait(id, never)));
  expect(done.every(({ state }) => state === 'succeeded')).toBe(true);
});

test('a wait can be given up without cancelling', async () => {
  const { kind, at, open } = heldWorld(['s0']);
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('world', { steps: chain });
  await at('s0');
  const patience = new AbortController();
  const waiting = operations.wait(id, patience.signal);
  patience.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  open();
  expect((await operations.wait(id, never)).state).toBe('succeeded');
});
