import { expect, test } from 'vitest';
import { diskFigures } from './disk-figures.ts';

const free = 200_000_000_000;

test('own and shared blocks make up what there would be without sharing', () => {
  const figures = diskFigures({ used: 20, logical: 80, free });
  expect(figures).toMatchObject({ own: 0.25, shared: 0.75, saved: 60, tight: false });
  expect(figures.ofBudget).toBeUndefined();
});

test('bookkeeping that takes more than the data itself is not told as sharing', () => {
  expect(diskFigures({ used: 50, logical: 40, free })).toMatchObject({ own: 1, shared: 0, saved: 0 });
});

test('nothing at all has no bar', () => {
  expect(diskFigures({ used: 0, logical: 0, free })).toMatchObject({ own: 0, shared: 0 });
});

test.each([
  [{ used: 91, logical: 91, free, budget: 100 }, true],
  [{ used: 50, logical: 91, free, budget: 100 }, false],
  [{ used: 1, logical: 1, free: 1_000_000 }, true],
])('%j is tight: %s', (disk, tight) => {
  expect(diskFigures(disk).tight).toBe(tight);
});
