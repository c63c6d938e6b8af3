import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineOperation, defineVerb, type StepContext } from './define-operation.ts';
import { collect } from './testing/collect.ts';
import { testCore } from './testing/test-core.ts';

const never = new AbortController().signal;

/** One step that waits for the test, or answers at once. */
function steered() {
  const contexts: StepContext[] = [];
  const gates = new Map<string, () => void>();
  const kind = defineOperation({
    kind: 'steered',
    input: z.object({ held: z.boolean() }),
    afterCrash: 'resume',
    locks: () => [],
    plan: ({ held }) => ({
      title: 'Steered',
      steps: [
        {
          ...{ id: 's', after: [], verb: 'do', resource: 'r', cause: 'c', weight: 1, destructive: false },
          args: { held },
        },
      ],
    }),
    verbs: {
      do: defineVerb(z.object({ held: z.boolean() }), async (context, { held }) => {
        contexts.push(context);
        if (held) await new Promise<void>((resolve) => gates.set(context.operation, resolve));
      }),
    },
  });
  return { kind, contexts, release: (id: string) => gates.get(id)?.() };
}

test('all that have not ended come first, then the last twenty that have', async () => {
  const { kind, release } = steered();
  const { operations } = testCore({ kinds: [kind] });
  const ended: string[] = [];
  for (let n = 0; n < 22; n += 1) {
    const id = operations.start('steered', { held: false });
    ended.push(id);
    await operations.wait(id, never);
  }
  const running = operations.start('steered', { held: true });
  const first = await collect(
    operations.changes({}, { signal: never, after: undefined }),
    (_, all) => all.length === 21,
  );
  expect(first.map(({ value }) => value.id)).toEqual([running, ...ended.slice(2)]);
  release(running);
  await operations.wait(running, never);
});

test('a flood of progress is shown a few times a second, and the final state always', async () => {
  const { kind, contexts, release } = steered();
  const { operations } = testCore({ kinds: [kind] });
  const id = operations.start('steered', { held: true });
  const all = collect(operations.changes({ operation: id }, { signal: never, after: undefined }));
  while (contexts.length === 0) await setImmediate();
  const begun = performance.now();
  let n = 0;
  for (; performance.now() - begun < 350; n += 1) {
    contexts[0]?.progress(n, undefined, 'bytes', `${n} bytes`);
    await setImmediate();
  }
  release(id);
  const seen = await all;
  expect(n).toBeGreaterThan(50);
  expect(seen.length).toBeLessThanOrEqual(8);
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect(seen.at(-1)?.value).toMatchObject({ state: 'succeeded', progress: 1 });
  expect(seen.at(-1)?.value.steps[0]?.progress?.current).toBe(n - 1);
  const cursors = seen.map(({ cursor }) => cursor);
  expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
  const events = await collect(operations.events({ operation: id }, { signal: never, after: 0 }));
  const progressed = events.filter(({ value }) => value.status === 'progress');
  expect(progressed.length).toBeLessThanOrEqual(6);
  expect(progressed.at(-1)?.value).toMatchObject({ current: n - 1, unit: 'bytes' });
});

test('a follower that comes back gets what ended while it was away, once, and what has not ended', async () => {
  const { kind, release } = steered();
  const { operations } = testCore({ kinds: [kind] });
  const before = operations.start('steered', { held: false });
  await operations.wait(before, never);
  const held = operations.start('steered', { held: true });
  const away = operations.start('steered', { held: true });
  const first = await collect(
    operations.changes({}, { signal: never, after: undefined }),
    (_, all) => all.length === 3,
  );
  release(away);
  await operations.wait(away, never);
  const back = await collect(
    operations.changes({}, { signal: never, after: first.at(-1)?.cursor }),
    (_, all) => all.length === 2,
  );
  expect(back.map(({ value }) => value.id).sort()).toEqual([held, away].sort());
  expect(back.find(({ value }) => value.id === away)?.value.state).toBe('succeeded');
  release(held);
  await operations.wait(held, never);
});

test('a stop shows the interrupted state, then ends the followers', async () => {
  const { kind, contexts } = steered();
  const { operations } = testCore({ kinds: [kind], stopMs: 20 });
  const id = operations.start('steered', { held: true });
  const all = collect(operations.changes({}, { signal: never, after: undefined }));
  while (contexts.length === 0) await setImmediate();
  await operations.stop();
  expect((await all).at(-1)?.value).toMatchObject({ id, state: 'interrupted' });
});
