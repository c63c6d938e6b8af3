import { expect, test } from 'vitest';
import { decidePlacement } from './decide-placement.ts';

const remote = { source: 'staging', hasContainer: true, isLocal: false, isSubset: false };

test.each([
  ['auto', remote, 'source'],
  [undefined, remote, 'source'],
  ['auto', { ...remote, isLocal: true }, 'core'],
  ['auto', { ...remote, isLocal: true, isSubset: true }, 'core'],
  ['auto', { ...remote, hasContainer: false }, 'core'],
  ['source', { ...remote, isLocal: true }, 'source'],
  ['core', remote, 'core'],
  ['core', { ...remote, isSubset: true }, 'core'],
] as const)('%s of %o is the %s', (wanted, facts, at) => {
  expect(decidePlacement(wanted, facts)).toBe(at);
});

test.each([
  ['auto', { ...remote, isSubset: true }, 'keys'],
  ['source', { ...remote, isLocal: true, isSubset: true }, 'keys'],
  ['source', { ...remote, hasContainer: false }, 'address'],
] as const)('%s of %o is refused, with the way that is left', (wanted, facts, why) => {
  expect(() => decidePlacement(wanted, facts)).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: expect.stringContaining(why),
      hint: expect.stringContaining('--placement core'),
    }),
  );
});
