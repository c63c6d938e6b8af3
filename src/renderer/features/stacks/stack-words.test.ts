import { expect, test } from 'vitest';
import type { ServiceState, StackService } from '../../../shared/model/stack.ts';
import { knownWord, readyCount, stackWord } from './stack-words.ts';

const service = (state: ServiceState, running = state !== 'stopped' && state !== 'absent'): StackService => ({
  name: state,
  state,
  cause: '',
  orphan: false,
  containers:
    state === 'absent'
      ? []
      : [{ id: '1', name: 'c', number: 1, state: running ? 'running' : 'exited', health: 'none' }],
  addresses: [],
});

test.each<readonly [readonly StackService[], string]>([
  [[], 'Not running'],
  [[service('absent')], 'Not running'],
  [[service('ready'), service('ready', false)], 'Ready'],
  [[service('ready'), service('starting')], 'Starting'],
  [[service('ready'), service('starting'), service('unhealthy')], 'Unhealthy'],
  [[service('unhealthy'), service('failed')], 'Failed'],
  [[service('ready'), service('stopped')], 'Partly running'],
  [[service('ready'), service('absent')], 'Partly running'],
  [[service('stopped'), service('ready', false)], 'Stopped'],
])('%o is %s', (services, word) => {
  expect(stackWord({ services }).word).toBe(word);
});

test('a stack that nobody has seen yet is being looked at', () => {
  expect(knownWord({}).word).toBe('Looking');
});

test.each([
  [[service('ready')], '1 of 1 service ready'],
  [[service('ready'), service('failed')], '1 of 2 services ready'],
])('%o: %s', (services, words) => {
  expect(readyCount({ services })).toBe(words);
});
