import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/model/operation.ts';
import { planStep, type StackVerb } from './plan-step.ts';
import { planHash, requireShown } from './shown-plan.ts';

const plan = (...steps: readonly [StackVerb, string, string][]): Plan => ({
  title: 'Bring up dev of shop',
  steps: steps.map(([verb, resource, cause]) =>
    planStep(`${verb}:${resource}`, verb, resource, cause, { args: { old: 'c1' } }),
  ),
});

test('the plan that was shown runs, also when less is left to wait for', () => {
  const shown = plan(['recreate', 'web', 'the image changed'], ['wait', 'db', 'it is not ready yet']);
  const now = plan(['recreate', 'web', 'the image changed']);
  expect(requireShown(now, planHash(shown))).toBe(now);
  expect(requireShown(now, undefined)).toBe(now);
});

test.each([
  ['one step more', plan(['recreate', 'web', 'the image changed'], ['remove', 'db', 'gone'])],
  ['another cause', plan(['recreate', 'web', 'the environment changed'])],
  ['nothing', plan()],
])('%s is another plan', (_, now) => {
  const shown = planHash(plan(['recreate', 'web', 'the image changed']));
  expect(() => requireShown(now, shown)).toThrow('changed since the plan was shown');
});
