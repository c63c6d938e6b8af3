import { expect, test } from 'vitest';
import type { Step, StepState } from '../../../shared/model/operation.ts';
import { stagesOf, stepShare } from './stages.ts';

const step = (verb: string, state: StepState, over: Partial<Step> = {}): Step => ({
  id: `${verb}-${Math.random()}`,
  after: [],
  verb,
  resource: 'x',
  cause: '',
  weight: 1,
  destructive: false,
  args: {},
  state,
  ...over,
});

test('verbs become stages in the order they come, weighted', () => {
  const stages = stagesOf([
    step('pull', 'done'),
    step('copy', 'running', { weight: 3, progress: { current: 1, total: 4, unit: 'bytes' } }),
    step('pull', 'done'),
    step('start-all', 'pending'),
  ]);
  expect(stages.map(({ title, share, progress, done }) => [title, share, progress, done])).toEqual([
    ['Pull', 2 / 6, 1, 2],
    ['Copy', 3 / 6, 0.25, 0],
    ['Start all', 1 / 6, 0, 0],
  ]);
});

test.each<[readonly StepState[], StepState]>([
  [['done', 'done'], 'done'],
  [['pending', 'pending'], 'pending'],
  [['done', 'pending'], 'running'],
  [['running', 'pending'], 'running'],
  [['failed', 'running'], 'failed'],
  [['undone', 'done'], 'undone'],
  [['skipped', 'done'], 'skipped'],
])('steps that are %s make a stage that is %s', (states, expected) => {
  expect(stagesOf(states.map((state) => step('pull', state)))[0]?.state).toBe(expected);
});

test('no steps, no stages', () => {
  expect(stagesOf([])).toEqual([]);
});

test.each<[Step, number]>([
  [step('a', 'done'), 1],
  [step('a', 'pending', { progress: { current: 5, total: 10, unit: 'items' } }), 0],
  [step('a', 'running', { progress: { current: 5, unit: 'items' } }), 0],
  [step('a', 'running', { progress: { current: 5, total: 10, unit: 'items' } }), 0.5],
  [step('a', 'running', { progress: { current: 15, total: 10, unit: 'items' } }), 1],
])('%o is done to %d', (value, share) => {
  expect(stepShare(value)).toBe(share);
});
