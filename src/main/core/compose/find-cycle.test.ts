import { expect, test } from 'vitest';
import { findCycle } from './find-cycle.ts';

const graph = (edges: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(edges));

test.each([
  [{}, undefined],
  [{ a: ['b'], b: ['c'], c: [] }, undefined],
  [{ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, undefined],
  [{ a: ['a'] }, ['a', 'a']],
  [{ a: ['b'], b: ['c'], c: ['b'] }, ['b', 'c', 'b']],
  [{ x: [], a: ['gone', 'b'], b: ['a'] }, ['a', 'b', 'a']],
])('%j', (edges, cycle) => {
  expect(findCycle(graph(edges))).toEqual(cycle);
});

test('a chain of 20,000 is walked without a deep stack', () => {
  const chain = new Map(Array.from({ length: 20_000 }, (_, n) => [`s${n}`, [`s${n + 1}`]] as const));
  expect(findCycle(chain)).toBeUndefined();
});
