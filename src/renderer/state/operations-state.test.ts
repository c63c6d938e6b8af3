import { describe, expect, test } from 'vitest';
import type { OperationWithSteps, Step } from '../../shared/model/operation.ts';
import { noOperations, takeChanges, takeList } from './operations-state.ts';
import { rateOf } from './rate.ts';

const step = (id: string, over: Partial<Step> = {}): Step => ({
  id,
  after: [],
  verb: 'copy',
  resource: id,
  cause: 'new',
  weight: 1,
  destructive: false,
  args: {},
  state: 'running',
  ...over,
});

const operation = (id: string, over: Partial<OperationWithSteps> = {}): OperationWithSteps => ({
  id,
  kind: 'clone',
  title: 'Clone staging',
  state: 'running',
  cancelling: false,
  locks: [],
  createdAt: 0,
  progress: 0,
  steps: [step('a'), step('b')],
  ...over,
});

const bytes = (current: number) => ({ progress: { current, total: 100, unit: 'bytes' } }) as const;

describe('changes', () => {
  test('come in newest first, ties by id', () => {
    const state = takeChanges(
      noOperations,
      [operation('1', { createdAt: 1 }), operation('3', { createdAt: 5 }), operation('2', { createdAt: 5 })],
      0,
    );
    expect(state.order).toEqual(['3', '2', '1']);
  });

  test('keep the order and the untouched steps as the same objects', () => {
    const before = takeChanges(noOperations, [operation('1'), operation('2')], 0);
    const after = takeChanges(before, [operation('1', { steps: [step('a'), step('b', bytes(5))] })], 10);
    expect(after.order).toBe(before.order);
    expect(after.byId['2']).toBe(before.byId['2']);
    expect(after.byId['1']?.steps?.[0]).toBe(before.byId['1']?.steps?.[0]);
    expect(after.byId['1']?.steps?.[1]).not.toBe(before.byId['1']?.steps?.[1]);
  });

  test('of several to one operation the last wins', () => {
    const state = takeChanges(
      noOperations,
      [operation('1', { progress: 0.1 }), operation('1', { progress: 0.2 })],
      0,
    );
    expect(state.byId['1']?.progress).toBe(0.2);
  });

  test('meter the bytes of all steps and of each', () => {
    const at = (n: number) => operation('1', { steps: [step('a', bytes(n)), step('b', bytes(n * 2))] });
    const state = takeChanges(takeChanges(noOperations, [at(0)], 0), [at(10)], 1000);
    const meters = state.meters['1'];
    expect(rateOf(meters?.bytes ?? [])).toBe(30);
    expect(rateOf(meters?.steps.a ?? [])).toBe(10);
  });

  test('drop the meters of what no longer runs', () => {
    const running = takeChanges(noOperations, [operation('1')], 0);
    expect(takeChanges(running, [operation('1', { state: 'failed' })], 1).meters).toEqual({});
  });
});

describe('the list', () => {
  test('keeps steps that are known', () => {
    const before = takeChanges(noOperations, [operation('1')], 0);
    const { steps, ...listed } = operation('1', { state: 'succeeded' });
    const after = takeList(before, [listed]);
    expect(after.byId['1']).toMatchObject({ state: 'succeeded', steps });
    expect(after.loaded).toBe(true);
  });

  test('an unchanged list changes no operation', () => {
    const { steps: _, ...listed } = operation('1');
    const before = takeList(noOperations, [listed]);
    expect(takeList(before, [structuredClone(listed)]).byId['1']).toBe(before.byId['1']);
  });
});
