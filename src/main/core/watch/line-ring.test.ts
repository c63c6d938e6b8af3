import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineRing } from './line-ring.ts';

test('the newest stay in order, the others are told of', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat())), fc.integer({ min: 1, max: 7 }), (groups, limit) => {
      const dropped: number[] = [];
      const ring = createLineRing<number>(limit, (line) => dropped.push(line));
      for (const group of groups) {
        dropped.length = 0;
        for (const line of group) ring.push(line);
        expect(ring.size()).toBe(Math.min(limit, group.length));
        expect([...dropped, ...ring.drain()]).toEqual(group);
        expect(ring.size()).toBe(0);
      }
    }),
  );
});
