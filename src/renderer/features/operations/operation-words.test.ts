import { expect, test } from 'vitest';
import type { Step } from '../../../shared/model/operation.ts';
import {
  lockWords,
  operationWord,
  presentWork,
  standing,
  stepsDone,
  stepWhy,
  stepWord,
  tookMs,
} from './operation-words.ts';

const step = (verb: string, resource: string, over: Partial<Step> = {}): Step => ({
  id: `${verb}:${resource}`,
  after: [],
  verb,
  resource,
  cause: '',
  weight: 1,
  destructive: false,
  args: {},
  state: 'running',
  ...over,
});

const base = { id: '1', kind: 'k', title: 't', locks: [], createdAt: 0, progress: 0 };

test.each([
  ['running', false, 'Running'],
  ['running', true, 'Cancelling'],
  ['queued', true, 'Cancelling'],
  ['cancelled', true, 'Cancelled'],
  ['succeeded', false, 'Done'],
  ['interrupted', false, 'Interrupted'],
] as const)('%s (cancelling: %s) reads %s', (state, cancelling, word) => {
  expect(operationWord({ ...base, state, cancelling }).word).toBe(word);
});

test.each<[readonly Step[] | undefined, string]>([
  [undefined, ''],
  [[step('copy', 'a', { state: 'done' })], ''],
  [[step('copy', 'customers', { text: '1.2 M of 3.6 M rows' })], 'copy customers: 1.2 M of 3.6 M rows'],
  [[step('copy', 'a', { text: 'x' }), step('copy', 'b')], 'copy a, b'],
  [[step('copy', 'a'), step('pull', 'web')], 'copy a and 1 more'],
  [['a', 'b', 'c', 'd', 'e'].map((name) => step('copy', name)), 'copy a, b, c and 2 more'],
])('of %o the present work is "%s"', (steps, text) => {
  expect(presentWork(steps)).toBe(text);
});

test.each<[readonly Step[] | undefined, string]>([
  [undefined, ''],
  [[], ''],
  [[step('a', 'x', { state: 'done' })], '1 of 1 step'],
  [[step('a', 'x', { state: 'done' }), step('a', 'y')], '1 of 2 steps'],
])('%o is %s', (steps, text) => {
  expect(stepsDone(steps)).toBe(text);
});

test('a step took what lies between its times, once it has both', () => {
  expect(tookMs({ startedAt: 100, finishedAt: 340 })).toBe(240);
  expect(tookMs({ startedAt: 100 })).toBeUndefined();
});

test.each([
  ['running', 'running', 'Running'],
  ['running', 'interrupted', 'Interrupted'],
  ['pending', 'interrupted', 'Waiting'],
  ['done', 'failed', 'Done'],
] as const)('a step that is %s in an operation that is %s reads %s', (state, operation, word) => {
  expect(stepWord({ state }, operation).word).toBe(word);
});

test.each([
  [[], ''],
  [['default/dev'], 'dev'],
  [['default/dev@/home/mia/code/shop'], 'dev'],
  [['shared/staging', 'default/dev'], 'staging on shared, dev'],
])('the locks %o read %s', (locks, words) => {
  expect(lockWords(locks)).toBe(words);
});

test('an operation holds environments while it works, and says what it waits for before', () => {
  const locks = ['default/dev'];
  const event = { seq: 1, operation: '1', at: 0 };
  const events = [
    { ...event, status: 'queued', text: 'Waiting for default/dev' },
    { ...event, status: 'note', parent: 'a', text: 'of a step' },
  ] as const;
  expect(standing({ state: 'running', locks }, events)).toBe('holds dev');
  expect(standing({ state: 'queued', locks }, events)).toBe('Waiting for default/dev');
  expect(standing({ state: 'succeeded', locks }, events)).toBeUndefined();
});

test.each([
  [{ state: 'running', text: 'writing' }, 'writing'],
  [{ state: 'undone', text: 'writing' }, 'taken back'],
  [{ state: 'pending' }, 'asked for'],
] as const)('a step %o is told as %s', (over, words) => {
  expect(stepWhy(step('rehearse', 'step 1', { cause: 'asked for', ...over }))).toBe(words);
});
