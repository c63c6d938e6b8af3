import { expect, test } from 'vitest';
import type { Checkpoint, DataChange } from '../../../shared/model/data.ts';
import { checkpointName, lastChange, timeLineEntries } from './time-line-entries.ts';

const checkpoint = (id: string, createdAt: number, name?: string): Checkpoint => ({
  id,
  environment: 'dev',
  automatic: name === undefined,
  ...(name !== undefined && { name }),
  reason: 'before',
  createdAt,
  volumes: ['data'],
  bytes: 10,
  ownBytes: 1,
});

const change = (at: number, before?: string, current = false): DataChange => ({
  at,
  text: `change at ${at}`,
  ...(before !== undefined && { before }),
  current,
});

const told = (history: readonly DataChange[], checkpoints: readonly Checkpoint[]) =>
  timeLineEntries({ history, checkpoints }).map((entry) =>
    entry.kind === 'change' ? [entry.at, entry.before?.id] : entry.checkpoint.id,
  );

test('a checkpoint made for a change stands with it', () => {
  expect(told([change(20, 'b'), change(10, 'a')], [checkpoint('a', 9), checkpoint('b', 19)])).toEqual([
    [20, 'b'],
    [10, 'a'],
  ]);
});

test('one made by hand, or left over from a change that is forgotten, stands by itself', () => {
  expect(
    told(
      [change(20, 'b')],
      [checkpoint('b', 19), checkpoint('old', 2), checkpoint('c', 15, 'before-import')],
    ),
  ).toEqual([[20, 'b'], 'c', 'old']);
});

test('a named checkpoint is never folded into a change, a removed one leaves the change', () => {
  expect(told([change(20, 'a'), change(10, 'gone')], [checkpoint('a', 20, 'mine')])).toEqual([
    [20, undefined],
    'a',
    [10, undefined],
  ]);
});

test('keys are unique even for changes of the same moment', () => {
  const keys = timeLineEntries({ history: [change(5), change(5)], checkpoints: [] }).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test('the last change is the one that led to what is there', () => {
  expect(lastChange({ history: [change(20), change(10, undefined, true)] })?.at).toBe(10);
  expect(lastChange({ history: [change(20)] })?.at).toBe(20);
  expect(lastChange({ history: [] })).toBeUndefined();
});

test('a checkpoint is called by its name, else by the beginning of its id', () => {
  expect(checkpointName(checkpoint('c41f0a9be2d7713f', 0))).toBe('c41f0a9');
  expect(checkpointName(checkpoint('c41f0a9be2d7713f', 0, 'before-import'))).toBe('before-import');
});
