import { expect, test } from 'vitest';
import type { OperationState } from '../../../shared/model/operation.ts';
import { createOperationWatch } from './operation-news.ts';

const operation = (id: string, state: OperationState) => ({
  id,
  title: `Clone ${id}`,
  state,
  error: undefined,
});

test('an operation is news once, when it has ended', () => {
  const watch = createOperationWatch();
  expect(watch.note(operation('a', 'queued'))).toBeUndefined();
  expect(watch.note(operation('a', 'running'))).toBeUndefined();
  expect(watch.unfinished()).toBe(1);
  expect(watch.note(operation('a', 'succeeded'))).toEqual({
    operation: 'a',
    title: 'Clone a',
    body: 'Done.',
  });
  expect(watch.note(operation('a', 'succeeded'))).toBeUndefined();
  expect(watch.unfinished()).toBe(0);
});

test('a failure says why', () => {
  const watch = createOperationWatch();
  const error = { code: 'step-failed' as const, message: 'db did not start.', details: {}, retryable: false };
  expect(watch.note({ ...operation('a', 'failed'), error })).toEqual({
    operation: 'a',
    title: 'Clone a: failed',
    body: 'db did not start.',
  });
});

test('cancelled and interrupted ones are not news', () => {
  const watch = createOperationWatch();
  watch.note(operation('a', 'running'));
  expect(watch.note(operation('a', 'cancelled'))).toBeUndefined();
  watch.note(operation('b', 'running'));
  expect(watch.note(operation('b', 'interrupted'))).toBeUndefined();
  expect(watch.unfinished()).toBe(0);
});
