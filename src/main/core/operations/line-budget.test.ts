import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineOperation, defineVerb } from './define-operation.ts';
import { createLineBudget, trimLine } from './line-budget.ts';
import { collect } from './testing/collect.ts';
import { testCore } from './testing/test-core.ts';

const never = new AbortController().signal;

test('progress becomes rarer the more of it there has been', () => {
  const budget = createLineBudget(1, { note: 0, other: 0, progress: 1_999 });
  expect([budget.progressInterval(), budget.progressInterval()]).toEqual([100, 1_000]);
  expect(createLineBudget(1, { note: 0, other: 0, progress: 5_000 }).progressInterval()).toBe(10_000);
});

test('an overlong line is cut', () => {
  expect(trimLine('x'.repeat(4_096))).toHaveLength(4_096);
  expect(trimLine('x'.repeat(1_000_000))).toHaveLength(4_096);
});

test('of a hundred thousand lines the journal keeps its share, and says once how many it did not', async () => {
  const kind = defineOperation({
    kind: 'loud',
    input: z.object({}),
    afterCrash: 'resume',
    locks: () => [],
    plan: () => ({
      title: 'Loud',
      steps: [
        {
          id: 's',
          after: [],
          verb: 'shout',
          resource: 'r',
          cause: 'c',
          weight: 1,
          destructive: false,
          args: {},
        },
      ],
    }),
    verbs: {
      shout: defineVerb(z.object({}), async ({ note, command }) => {
        for (let n = 0; n < 100_000; n += 1) note(`line ${n}`);
        command('still heard');
      }),
    },
  });
  const { operations, store } = testCore({ kinds: [kind] });
  const id = operations.start('loud', {});
  await operations.wait(id, never);
  expect(store.events.count(id, ['note'])).toBe(5_000);
  const events = (await collect(operations.events({ operation: id }, { signal: never, after: 0 }))).map(
    ({ value }) => value,
  );
  expect(events.filter(({ status }) => status === 'command').map(({ text }) => text)).toEqual([
    'still heard',
  ]);
  const warnings = events.filter(({ status }) => status === 'warning');
  expect(warnings.map(({ text }) => text)).toEqual([expect.stringMatching(/^95000 lines were not kept/)]);
  expect(events.at(-1)?.status).toBe('done');
});
