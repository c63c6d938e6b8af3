import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReorder } from './reorder-lines.ts';

interface Line {
  readonly at: number;
  readonly text: string;
}

test('a line that comes late, but in time, is put where it belongs', () => {
  const reorder = createReorder<Line>(100, 1000);
  reorder.add({ at: 20, text: 'b' }, 0);
  expect(reorder.take(50)).toEqual([]);
  reorder.add({ at: 10, text: 'a' }, 60);
  expect(reorder.take(100).map(({ text }) => text)).toEqual(['a', 'b']);
});

test('lines of one moment stay as they came', () => {
  const reorder = createReorder<Line>(0, 1000);
  for (const text of ['a', 'b', 'c']) reorder.add({ at: 1, text }, 0);
  expect(reorder.take(0).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
});

test('beyond the limit the oldest do not wait', () => {
  const reorder = createReorder<Line>(1000, 2.5);
  for (const at of [3, 1, 2]) reorder.add({ at, text: String(at) }, 0);
  expect(reorder.take(0).map(({ at }) => at)).toEqual([1]);
  expect(reorder.takeAll().map(({ at }) => at)).toEqual([2, 3]);
});

test('sources that are late by less than the window come out in order, and none is lost', () => {
  const late = fc.record({ at: fc.nat(1000), delay: fc.nat(99) });
  fc.assert(
    fc.property(fc.array(late), (lines) => {
      const reorder = createReorder<Line>(100, 10_000);
      const arrivals = lines
        .map(({ at, delay }, index) => ({ line: { at, text: String(index) }, now: at + delay }))
        .sort((a, b) => a.now - b.now);
      const given: Line[] = [];
      for (const { line, now } of arrivals) {
        given.push(...reorder.take(now));
        reorder.add(line, now);
      }
      given.push(...reorder.takeAll());
      expect(given).toHaveLength(lines.length);
      expect(given.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => a - b));
    }),
  );
});
