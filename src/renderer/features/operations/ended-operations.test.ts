import { expect, test } from 'vitest';
import type { OperationState } from '../../../shared/model/operation.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { endedOperations } from './ended-operations.ts';

const one = (state: OperationState): Readonly<Record<string, KnownOperation>> => ({
  a: { id: 'a', kind: 'k', title: 't', state, cancelling: false, locks: [], createdAt: 0, progress: 0 },
});

test.each<[Readonly<Record<string, KnownOperation>>, OperationState, boolean]>([
  [one('running'), 'succeeded', true],
  [one('running'), 'failed', true],
  [one('interrupted'), 'cancelled', true],
  [one('running'), 'interrupted', false],
  [one('succeeded'), 'succeeded', false],
  [{}, 'failed', false],
])('%o then %s is an end: %s', (before, state, expected) => {
  expect(endedOperations(before, one(state)).length > 0).toBe(expected);
});
