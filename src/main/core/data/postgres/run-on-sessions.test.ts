import { expect, test } from 'vitest';
import { runOnSessions, type SessionTask } from './run-on-sessions.ts';

/** Tasks that take a turn of the loop each, and what ran beside what. */
function observed(holds: readonly (readonly string[])[], shares: readonly (readonly string[])[] = []) {
  const beside: string[] = [];
  const running = new Set<number>();
  const tasks = holds.map(
    (of, index): SessionTask<string> => ({
      holds: of,
      shares: shares[index],
      run: async () => {
        running.add(index);
        beside.push([...running].toSorted().join('+'));
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(index);
      },
    }),
  );
  return { tasks, beside };
}

test('tasks run beside each other unless they hold the same thing', async () => {
  const { tasks, beside } = observed([['a'], ['a', 'b'], ['c'], ['b']]);
  await runOnSessions(['one', 'two'], tasks);
  expect(beside.slice(0, 2)).toEqual(['0', '0+2']);
  expect(beside).toHaveLength(4);
  expect(beside.some((one) => ['0+1', '1+3'].includes(one))).toBe(false);
});

test('tasks that share a thing run beside each other, and beside nobody who holds it', async () => {
  const { tasks, beside } = observed([[], [], ['a'], []], [['a'], ['a'], [], ['a']]);
  await runOnSessions(['one', 'two', 'three', 'four'], tasks);
  expect(beside).toContain('0+1+3');
  expect(beside.filter((one) => one.includes('2'))).toEqual(['2']);
});

test('a task waits for those before it, and others go on meanwhile', async () => {
  const done: string[] = [];
  const task = (id: string, after: readonly string[] = []): SessionTask<string> => ({
    ...{ id, after, holds: [] },
    run: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push(id);
    },
  });
  await runOnSessions(['one', 'two'], [task('c', ['a', 'b']), task('a'), task('d', ['nobody']), task('b')]);
  expect(done.slice(0, 2)).toEqual(['a', 'd']);
  expect(done.slice(2)).toEqual(['b', 'c']);
});

test('after a failure nothing is begun, and it is thrown when all have ended', async () => {
  const { tasks, beside } = observed([['a'], ['b']]);
  const fail: SessionTask<string> = { holds: [], run: () => Promise.reject(new Error('no')) };
  await expect(runOnSessions(['one'], [fail, ...tasks])).rejects.toThrow('no');
  expect(beside).toEqual([]);
});

test('no tasks, no work', () => expect(runOnSessions(['one'], [])).resolves.toBeUndefined());
