import { expect, test } from 'vitest';
import { placementProblem, shareProblem, sourceProblem } from './pull-problems.ts';

test.each(['postgresql://reader@db.example.test/shop', 'postgres://u:p@localhost:5433/shop?sslmode=require'])(
  '%s is an address',
  (address) => {
    expect(sourceProblem(address)).toBe('');
  },
);

test.each(['', 'mysql://x/y', 'db.example.test', 'postgresql://'])('"%s" is none', (address) => {
  expect(sourceProblem(address)).not.toBe('');
});

test.each([
  ['', true],
  ['5', true],
  ['0.5', true],
  ['100', true],
  ['0', false],
  ['101', false],
  ['five', false],
])('a share of "%s" holds: %s', (share, holds) => {
  expect(shareProblem(share) === '').toBe(holds);
});

test.each([
  ['source', '5', false],
  ['source', ' ', true],
  ['core', '5', true],
  ['auto', '5', true],
] as const)('masking at %s goes with a share of "%s": %s', (placement, share, goes) => {
  expect(placementProblem(placement, share) === '').toBe(goes);
});
