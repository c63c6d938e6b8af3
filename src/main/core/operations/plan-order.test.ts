import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backwardOrder, findCycle, forwardOrder, topologicalOrder } from './plan-order.ts';

const step = (id: string, ...after: string[]) => ({ id, after });

const steps = fc
  .array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 10 })
  .map((raw) =>
    raw.map((after, index) => step(`s${index}`, ...new Set(after.map((n) => `s${n % raw.length}`)))),
  );

test.each([
  ['none', [step('a'), step('b', 'a')], undefined],
  ['a step on itself', [step('a', 'a')], ['a', 'a']],
  ['two steps', [step('x'), step('a', 'b', 'x'), step('b', 'a')], ['a', 'b', 'a']],
  [
    'three steps behind others',
    [step('a', 'c'), step('b', 'a'), step('c', 'b'), step('d', 'c')],
    ['a', 'b', 'c', 'a'],
  ],
])('cycles: %s', (_, plan, cycle) => {
  expect(findCycle(plan)).toEqual(cycle);
});

test('a plan is without a cycle exactly when its order holds', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const order = topologicalOrder(plan);
      expect(new Set(order)).toEqual(new Set(plan));
      expect(order).toHaveLength(plan.length);
      const place = new Map(order.map(({ id }, index) => [id, index]));
      const holds = plan.every(({ id, after }) =>
        after.every((before) => (place.get(before) ?? 0) < (place.get(id) ?? 0)),
      );
      const cycle = findCycle(plan);
      expect(holds).toBe(cycle === undefined);
      for (const [index, id] of (cycle ?? []).slice(1).entries()) {
        expect(plan.find((one) => one.id === id)?.after).toContain(cycle?.[index]);
      }
    }),
  );
});

test('the order of taking back is the order of doing, turned round', () => {
  const plan = [step('a'), step('b', 'a'), step('c', 'a', 'b')];
  expect([...forwardOrder(plan)]).toEqual([
    ['a', []],
    ['b', ['a']],
    ['c', ['a', 'b']],
  ]);
  expect([...backwardOrder(plan)]).toEqual([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', []],
  ]);
});
