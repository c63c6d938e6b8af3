import { expect, test } from 'vitest';
import type { OperationState } from '../../../shared/model/operation.ts';
import { testCore } from './testing/test-core.ts';

const never = new AbortController().signal;
const day = 86_400_000;

test('ended operations go when they are old or too many, with their events; others never', async () => {
  const now = 100 * day;
  const { operations, store } = testCore({ kinds: [], now: () => now });
  store.preferences.write({ keepOperationsDays: 10 });
  const add = (id: string, state: OperationState, finishedAt?: number): void => {
    store.operations.insert({
      ...{ id, kind: 'k', title: 't', state, cancelling: false, phase: 'run', locks: [], input: null },
      ...{ createdAt: 0, finishedAt, progress: 0 },
    });
    const seq = store.events.lastSeq() + 1;
    store.events.insert({ seq, operation: id, at: 0, status: 'queued', text: '' });
  };
  store.transaction(() => {
    add('old', 'failed', 89 * day);
    add('stuck', 'interrupted');
    add('young', 'succeeded', 91 * day);
    for (let n = 0; n < 500; n += 1) add(`new${n}`, 'succeeded', 95 * day + n);
  });
  expect([...(await operations.prune(never))].sort()).toEqual(['old', 'young']);
  expect(store.operations.get('stuck')).toBeDefined();
  expect(store.operations.get('old')).toBeUndefined();
  expect(store.events.count('old', ['queued'])).toBe(0);
  expect(store.events.count('new0', ['queued'])).toBe(1);
  expect(store.operations.list({ limit: 1_000 })).toHaveLength(501);
  expect(await operations.prune(never)).toEqual([]);
});

test('an operation with very many events goes too', async () => {
  const { operations, store } = testCore({ kinds: [], now: () => 100 * day });
  store.transaction(() => {
    store.operations.insert({
      ...{ id: 'big', kind: 'k', title: 't', state: 'failed', cancelling: false, phase: 'run', locks: [] },
      ...{ input: null, createdAt: 0, finishedAt: 1, progress: 0 },
    });
    for (let seq = 1; seq <= 3_500; seq += 1) {
      store.events.insert({ seq, operation: 'big', at: 0, status: 'note', text: '' });
    }
  });
  expect(await operations.prune(never)).toEqual(['big']);
  expect(store.events.after(0, 10)).toEqual([]);
});
