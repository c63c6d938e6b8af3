import { expect, test } from 'vitest';
import { DistinctSketch } from './sketch.ts';
import { hashBytes } from './value-cache.ts';

const sketchOf = (from: number, to: number): DistinctSketch => {
  const sketch = new DistinctSketch();
  for (let value = from; value < to; value += 1) {
    const bytes = Buffer.from(`value ${value}`);
    sketch.add(hashBytes(bytes, 0, bytes.length));
  }
  return sketch;
};

test.each([0, 1, 10, 1000, 50_000, 400_000])('%i distinct values are counted within 6 %%', (count) => {
  const sketch = sketchOf(0, count);
  expect(Math.abs(sketch.estimate() - count)).toBeLessThanOrEqual(count * 0.06);
});

test('two sketches joined are the sketch of both', () => {
  const joined = sketchOf(0, 6000);
  joined.join(sketchOf(3000, 9000).registers);
  expect(joined.registers).toEqual(sketchOf(0, 9000).registers);
});
