import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import { tempMount } from '../store/testing/temp-home.ts';
import type { StepContext } from './define-operation.ts';
import { collect } from './testing/collect.ts';
import { createKillSwitch } from './testing/kill-switch.ts';
import { testCore } from './testing/test-core.ts';
import { createWorld, type World, type WorldKind } from './testing/world.ts';

const never = new AbortController().signal;
const kill = createKillSwitch();
const chain = ['s0', 's1', 's2'].map((id, index) => ({ id, after: index ? [`s${index - 1}`] : [] }));

const untilAborted = ({ signal }: StepContext): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

const kindOf = (world: World, options: Partial<WorldKind> = {}) =>
  world.kind({ kill, afterCrash: 'resume', locks: ['default/dev'], ...options });

/** A core that was stopped in the middle of step s1; what it leaves is for the next one. */
async function interruptedHome(
  world: World,
  options: Partial<WorldKind> = {},
): Promise<{ home: string; id: string }> {
  const reached = Promise.withResolvers<void>();
  const inside = async (step: StepContext): Promise<void> => {
    if (step.step.id !== 's1') return;
    reached.resolve();
    await untilAborted(step);
  };
  const core = testCore({ kinds: [kindOf(world, { ...options, inside })] });
  const id = core.operations.start('world', { steps: chain });
  await reached.promise;
  const waiting = core.operations.wait(id, never);
  await core.operations.stop();
  await expect(waiting).rejects.toMatchObject({ code: 'operation-interrupted' });
  expect(core.store.operations.get(id)).toMatchObject({ state: 'interrupted', phase: 'run' });
  await core.stop();
  return { home: core.home, id };
}

test('a stop interrupts, and the next start takes it up to its end', async () => {
  const world = createWorld();
  const { home, id } = await interruptedHome(world);
  const { operations } = testCore({ kinds: [kindOf(world)] }, home);
  expect(operations.recover()).toEqual([id]);
  expect((await operations.wait(id, never)).state).toBe('succeeded');
  expect(world.violations).toEqual([]);
  expect(world.attempts.get(`${id}/s0`)).toBe(1);
  const events = await collect(operations.events({ operation: id }, { signal: never, after: 0 }));
  expect(events.map(({ value }) => value.status)).toContain('interrupted');
  expect(events.filter(({ value }) => value.status === 'started' && value.parent === undefined)).toHaveLength(
    1,
  );
});

test('a kind that rolls back after a crash does, and says that it was interrupted', async () => {
  const world = createWorld();
  const { home, id } = await interruptedHome(world, { afterCrash: 'rollback' });
  const { operations } = testCore({ kinds: [kindOf(world, { afterCrash: 'rollback' })] }, home);
  operations.recover();
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({ state: 'failed', error: { code: 'operation-interrupted' } });
  expect([...world.effects]).toEqual([]);
});

test('a core that takes nothing up leaves it interrupted; resume and cancel do it by hand', async () => {
  for (const how of ['resume', 'cancel'] as const) {
    const world = createWorld();
    const { home, id } = await interruptedHome(world);
    const { operations } = testCore({ kinds: [kindOf(world)] }, home);
    expect(operations.recover({ takeUp: false })).toEqual([]);
    expect(operations.get(id).state).toBe('interrupted');
    await expect(operations.wait(id, never)).rejects.toMatchObject({ code: 'operation-interrupted' });
    operations[how](id.slice(0, 6));
    expect(operations.resume(id)).toBe(id);
    const done = await operations.wait(id, never);
    expect(done.state).toBe(how === 'resume' ? 'succeeded' : 'cancelled');
    expect(world.effects.size).toBe(how === 'resume' ? 3 : 0);
  }
});

test('new work on the same environment first takes the interrupted operation up', async () => {
  const world = createWorld();
  const { home, id } = await interruptedHome(world);
  const { operations } = testCore({ kinds: [kindOf(world)] }, home);
  operations.recover({ takeUp: false });
  const next = operations.start('world', { steps: chain });
  const done = await operations.wait(next, never);
  expect(operations.get(id).state).toBe('succeeded');
  expect(done.startedAt).toBeGreaterThanOrEqual(operations.get(id).finishedAt ?? Number.POSITIVE_INFINITY);
});

test('an operation of an unknown kind stays, says why, and keeps its environment', async () => {
  const world = createWorld();
  const { home, id } = await interruptedHome(world);
  const other = kindOf(world, { name: 'other' });
  const elsewhere = kindOf(world, { name: 'elsewhere', locks: ['default/qa'] });
  const { operations } = testCore({ kinds: [other, elsewhere] }, home);
  expect(operations.recover()).toEqual([]);
  expect(operations.get(id)).toMatchObject({ state: 'interrupted' });
  const conflict = { code: 'operation-conflict', hint: `Take it up with: backlot ops resume ${id}` };
  expect(() => operations.start('other', { steps: [] })).toThrow(expect.objectContaining(conflict));
  expect(() => operations.resume(id)).toThrow(expect.objectContaining({ code: 'operation-interrupted' }));
  expect(() => operations.cancel(id)).toThrow(/does not know operations of the kind "world"/);
  const free = await operations.wait(operations.start('elsewhere', { steps: [] }), never);
  expect(free.state).toBe('succeeded');
});

test('an operation of an unknown kind that never began can be cancelled', async () => {
  const world = createWorld();
  const reached = Promise.withResolvers<void>();
  const inside = async (step: StepContext): Promise<void> => {
    reached.resolve();
    await untilAborted(step);
  };
  const first = testCore({ kinds: [kindOf(world, { inside })] });
  first.operations.start('world', { steps: chain });
  const waiting = first.operations.start('world', { steps: chain });
  await reached.promise;
  await first.stop();
  const { operations } = testCore({ kinds: [] }, first.home);
  operations.recover();
  operations.cancel(waiting);
  expect(operations.get(waiting)).toMatchObject({ state: 'cancelled', error: undefined });
  const events = await collect(operations.events({ operation: waiting }, { signal: never, after: 0 }));
  expect(events.at(-1)?.value.status).toBe('cancelled');
});

test('after a kill the journal says running: the next core shows it as interrupted before it takes it up', async () => {
  const world = createWorld();
  const { home, id } = await interruptedHome(world);
  const db = openSqlite(`${home}/backlot.db`);
  db.exec("UPDATE operation SET state = 'running'");
  db.close();
  const { operations, store } = testCore({ kinds: [] }, home);
  expect(operations.get(id).state).toBe('interrupted');
  expect(operations.list({ limit: 1 })[0]?.state).toBe('interrupted');
  operations.recover();
  expect(store.operations.get(id)).toMatchObject({
    state: 'interrupted',
    error: { message: expect.stringContaining('does not know operations of the kind "world"') },
  });
});

test('what waited in line when the core stopped runs after what it waited for', async () => {
  const world = createWorld();
  const reached = Promise.withResolvers<void>();
  const inside = async (step: StepContext): Promise<void> => {
    reached.resolve();
    await untilAborted(step);
  };
  const first = testCore({ kinds: [kindOf(world, { inside })] });
  const ids = [1, 2, 3].map(() => first.operations.start('world', { steps: chain }));
  await reached.promise;
  await first.stop();
  const { operations } = testCore({ kinds: [kindOf(world)] }, first.home);
  expect(operations.recover()).toEqual(ids);
  const done = await Promise.all(ids.map((id) => operations.wait(id, never)));
  expect(done.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  for (const [index, { startedAt = 0 }] of done.slice(1).entries()) {
    expect(startedAt).toBeGreaterThanOrEqual(done[index]?.finishedAt ?? Number.POSITIVE_INFINITY);
  }
});

test('a stop does not wait for a step that does not end, and takes nothing new', async () => {
  const world = createWorld();
  const reached = Promise.withResolvers<void>();
  const deaf = (): Promise<void> => {
    reached.resolve();
    return new Promise(() => {});
  };
  const core = testCore({ kinds: [kindOf(world, { inside: deaf })], stopMs: 30 });
  const id = core.operations.start('world', { steps: chain });
  await reached.promise;
  await core.operations.stop();
  expect(core.store.operations.get(id)?.state).toBe('interrupted');
  expect(() => core.operations.start('world', { steps: chain })).toThrow(/stopping/);
  await core.stop();
  const { operations } = testCore({ kinds: [kindOf(world)] }, core.home);
  operations.recover();
  expect((await operations.wait(id, never)).state).toBe('succeeded');
});

test('on a full disk nothing more is done, and it goes on once there is space', async ({ skip }) => {
  const mount = tempMount('3m');
  if (!mount) return skip('mounting a file system is refused here');
  const world = createWorld();
  const filler = join(mount.path, 'filler');
  let filled = false;
  const fill = ({ step, note }: StepContext): void => {
    if (step.id !== 's1' || filled) return;
    filled = true;
    expect(() => writeFileSync(filler, Buffer.alloc(8 * 1024 * 1024))).toThrow(/ENOSPC/);
    // The write-ahead log reuses its own pages for a while: these lines use them up.
    for (let n = 0; n < 2_000; n += 1) note('x'.repeat(500));
  };
  const { operations } = testCore({ kinds: [kindOf(world, { inside: fill })] }, join(mount.path, 'home'));
  const id = operations.start('world', { steps: chain });
  await expect(operations.wait(id, never)).rejects.toMatchObject({ code: 'disk-full' });
  expect(operations.get(id).state).toBe('interrupted');
  expect(world.effects.has(`${id}/s2`)).toBe(false);
  rmSync(filler);
  expect(operations.resume(id)).toBe(id);
  expect((await operations.wait(id, never)).state).toBe('succeeded');
  expect(world.violations).toEqual([]);
});
