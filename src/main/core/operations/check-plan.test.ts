import { expect, test } from 'vitest';
import { z } from 'zod';
import type { PlannedStep } from '../../../shared/model/operation.ts';
import { findPlanProblem } from './check-plan.ts';
import { defineVerb } from './define-operation.ts';

const verbs = new Map([['make', defineVerb(z.object({ size: z.number() }), async () => undefined)]]);
const step = (parts: Partial<PlannedStep>): PlannedStep => ({
  ...{ id: 'a', after: [], verb: 'make', resource: 'web', cause: 'new', weight: 1, destructive: false },
  args: { size: 1 },
  ...parts,
});

test.each<[string, readonly PlannedStep[], RegExp | undefined]>([
  ['an empty plan', [], undefined],
  ['a good plan', [step({}), step({ id: 'b', after: ['a'] })], undefined],
  ['a doubled id', [step({}), step({})], /two steps are called "a"/],
  ['an unknown predecessor', [step({ after: ['x'] })], /comes after "x"/],
  ['an unknown verb', [step({ verb: 'fly' })], /unknown verb "fly"/],
  ['a verb named as an object has them', [step({ verb: 'constructor' })], /unknown verb/],
  ['no weight', [step({ weight: 0 })], /weight 0/],
  ['a weight that is no number', [step({ weight: Number.NaN })], /weight NaN/],
  ['wrong arguments', [step({ args: { size: 'big' } })], /wrong arguments/],
  ['a cycle', [step({ after: ['b'] }), step({ id: 'b', after: ['a'] })], /wait for each other: a → b → a/],
])('%s', (_, steps, problem) => {
  const found = findPlanProblem({ title: 'Plan', steps }, verbs);
  if (problem) expect(found).toMatch(problem);
  else expect(found).toBeUndefined();
});
