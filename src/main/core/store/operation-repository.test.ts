import { expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import type { JournaledOperation, StepRecord } from './operation-record.ts';
import { openSqlite } from './sqlite.ts';
import { tempHome } from './testing/temp-home.ts';

const error = {
  code: 'step-failed',
  message: 'It failed.',
  hint: 'Look.',
  details: { at: 3 },
  retryable: true,
} as const;

const step = (id: string, parts: Partial<StepRecord> = {}): StepRecord => ({
  ...{ id, after: [], verb: 'make', resource: `r ${id}`, cause: 'c', weight: 1.5, destructive: true },
  ...{ args: { n: 1, ключ: null }, state: 'pending' },
  ...parts,
});

const operation = (id: string, parts: Partial<JournaledOperation> = {}): JournaledOperation => ({
  ...{ id, kind: 'k', title: 'Ti"tle ✓', state: 'queued', cancelling: false, phase: 'plan', locks: [] },
  ...{ input: { deep: [1, null] }, createdAt: 1, progress: 0, steps: [] },
  ...parts,
});

test('everything of an operation and its steps comes back as it was written', () => {
  const { operations, close } = openStore({ home: tempHome() });
  const full = operation('full', {
    ...{
      state: 'failed',
      cancelling: true,
      phase: 'undo',
      ending: 'failed',
      locks: ['default/dev', 'default/qa'],
    },
    ...{ project: '/p', startedAt: 2, finishedAt: 3, progress: 0.25, error, result: { url: null } },
    steps: [
      step('b', { after: ['a'], state: 'failed', error, startedAt: 5, finishedAt: 6, text: 'waiting' }),
      step('a', {
        state: 'done',
        output: { made: ['x'] },
        progress: { current: 1.5, total: 2, unit: 'bytes' },
      }),
      step('c', { progress: { current: 3, unit: 'items' } }),
    ],
  });
  operations.insert(full);
  operations.insertSteps('full', full.steps);
  expect(operations.get('full')).toEqual(full);

  const changed = { ...full, title: 'New', state: 'cancelled', ending: undefined, error: undefined } as const;
  operations.update(changed);
  operations.updateStep('full', step('a', { state: 'undone' }));
  const read = operations.get('full');
  expect(read).toMatchObject({ title: 'New', state: 'cancelled', ending: undefined, error: undefined });
  expect(read?.steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['b failed', 'a undone', 'c pending']);
  expect(operations.get('nothing')).toBeUndefined();
  close();
});

test('lists are newest first and can be narrowed', () => {
  const { operations, close } = openStore({ home: tempHome() });
  operations.insert(operation('a', { project: '/p' }));
  operations.insert(operation('b', { state: 'running', project: '/q' }));
  operations.insert(operation('c', { state: 'failed', finishedAt: 9, project: '/p' }));
  operations.insert(operation('d', { state: 'succeeded', finishedAt: 8 }));
  const list = (options: object): string =>
    operations
      .list({ limit: 10, ...options })
      .map(({ id }) => id)
      .join('');
  expect(list({})).toBe('dcba');
  expect(list({ limit: 2 })).toBe('dc');
  expect(list({ states: ['running', 'failed'] })).toBe('cb');
  expect(list({ states: [] })).toBe('');
  expect(list({ project: '/p' })).toBe('ca');
  expect(operations.unfinished()).toEqual(['a', 'b']);
  expect(operations.lastFinished(5)).toEqual(['d', 'c']);
  close();
});

test('a beginning of an id means these letters, not a pattern', () => {
  const { operations, close } = openStore({ home: tempHome() });
  for (const id of ['a1', 'a2', 'b1']) operations.insert(operation(id));
  expect(operations.withPrefix('a', 5)).toEqual(['a1', 'a2']);
  expect(operations.withPrefix('a', 1)).toEqual(['a1']);
  for (const pattern of ['%', '_1', 'A', '*', "'"]) expect(operations.withPrefix(pattern, 5)).toEqual([]);
  close();
});

test('removing an operation removes its steps and events, and no others', () => {
  const { operations, events, file, close } = openStore({ home: tempHome() });
  for (const [index, id] of ['a', 'b'].entries()) {
    operations.insert(operation(id));
    operations.insertSteps(id, [step('s')]);
    events.insert({ seq: index + 1, operation: id, at: 0, status: 'note', text: '' });
  }
  operations.remove('a');
  expect(events.after(0, 5).map((event) => event.operation)).toEqual(['b']);
  expect(operations.get('b')?.steps).toHaveLength(1);
  close();
  const db = openSqlite(file);
  expect(db.prepare<{ n: number }>('SELECT count(*) AS n FROM step').get()).toEqual({ n: 1 });
  db.close();
});

test('broken JSON in a column is damage, said so', () => {
  const store = openStore({ home: tempHome() });
  store.operations.insert(operation('a'));
  const db = openSqlite(store.file);
  db.exec(`UPDATE operation SET locks = '[1]'`);
  expect(() => store.operations.get('a')).toThrow(expect.objectContaining({ code: 'store-corrupt' }));
  db.exec(`UPDATE operation SET locks = '['`);
  expect(() => store.operations.get('a')).toThrow(/broken JSON in operation.locks/);
  expect(() => db.exec(`UPDATE operation SET state = 'odd'`)).toThrow(
    expect.objectContaining({ code: 'store-failed' }),
  );
  db.close();
  store.close();
});
