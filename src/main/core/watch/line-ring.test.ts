import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineRing, weightOf } from './line-ring.ts';

const line = fc.nat(1000).map((length) => ({ text: 'x'.repeat(length) }));
const weigh = (lines: readonly { readonly text: string }[]): number =>
  lines.reduce((sum, one) => sum + weightOf(one), 0);

test('the newest stay in order and within the weight, the others are told of', () => {
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 1, max: 30 }), (lines, limit) => {
      const dropped: { readonly text: string }[] = [];
      const ring = createLineRing<{ readonly text: string }>(limit, (one) => dropped.push(one));
      for (const one of lines) ring.push(one);
      expect(ring.size()).toBe(lines.length - dropped.length);
      const kept = ring.take(Infinity);
      if (kept.length > 1) expect(weigh(kept)).toBeLessThanOrEqual(limit);
      expect([...dropped, ...kept]).toEqual(lines);
      expect(ring.size()).toBe(0);
    }),
  );
});

test('taken in parts, each within its weight or a single line', () => {
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 1, max: 10 }), (lines, most) => {
      const ring = createLineRing<{ readonly text: string }>(Infinity, () => {});
      for (const one of lines) ring.push(one);
      const parts: { readonly text: string }[][] = [];
      while (ring.size() > 0) parts.push([...ring.take(most)]);
      expect(parts.flat()).toEqual(lines);
      for (const part of parts) if (part.length > 1) expect(weigh(part)).toBeLessThanOrEqual(most + 1e-9);
    }),
  );
});
