import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { fakeAbsentStack, fakeReadyStack, fakeService } from '../../testing/fake-stack.ts';
import { guardState, guardWord } from './guard-state.ts';

const dev = { kind: 'dev', isolated: true } as const;
const gone = new BacklotError('not-found', 'The guard does not run.', { details: { container: 'guard-1' } });
const guardOf = (state: 'failed' | 'stopped') => fakeService('backlot-guard', 'guard', state);
const withGuard = (state: 'failed' | 'stopped') => ({
  ...fakeReadyStack,
  services: [...fakeReadyStack.services, guardOf(state)],
});
const stopped = {
  ...fakeReadyStack,
  services: [fakeService('web', 'shop-web', 'stopped'), guardOf('stopped')],
};

test.each([
  ['nobody has answered', dev, {}, undefined, 'looking', 'Looking'],
  ['the guard answers', dev, { status: {} }, fakeReadyStack, 'guarded', 'Guarded'],
  ['a kind without one', { kind: 'qa', isolated: false }, {}, undefined, 'none', 'Not isolated'],
  ['no guard in the file', { kind: 'dev', isolated: false }, {}, undefined, 'none', 'Not isolated'],
  ['nothing runs', dev, { error: gone }, fakeAbsentStack, 'down', 'Does not run'],
  ['the stack is not known', dev, { error: gone }, undefined, 'down', 'Does not run'],
  ['all is stopped', dev, { error: gone }, stopped, 'down', 'Does not run'],
  ['it was up before', dev, { error: gone }, fakeReadyStack, 'late', 'Not isolated'],
  ['the guard has died', dev, { error: gone }, withGuard('failed'), 'dead', 'Guard is down'],
  [
    'it is silent, and was heard before',
    dev,
    { status: {}, error: new BacklotError('docker-failed', 'no answer') },
    fakeReadyStack,
    'mute',
    'Guard does not answer',
  ],
  [
    'the engine is away',
    dev,
    { error: new BacklotError('docker-unreachable', 'no engine') },
    undefined,
    'unknown',
    'Out of reach',
  ],
] as const)('%s', (_, node, known, stack, kind, word) => {
  const state = guardState(node, known, stack);
  expect(state.kind).toBe(kind);
  expect(guardWord(state).word).toBe(word);
});

test('why there is none: its kind, or the file, which the core may have read later', () => {
  const late = new BacklotError('not-found', 'dev has no guard.', { details: { environment: 'dev' } });
  expect(guardState({ kind: 'staging', isolated: false }, {}, undefined)).toEqual({
    kind: 'none',
    because: 'kind',
  });
  expect(guardState(dev, { error: late }, undefined)).toEqual({ kind: 'none', because: 'configuration' });
});
