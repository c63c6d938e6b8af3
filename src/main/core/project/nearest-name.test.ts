import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const known = ['kind', 'host', 'dataset', 'follows', 'reseed', 'expires', 'sleep', 'backups', 'protected'];

test.each([
  ['knid', 'kind'],
  ['Host', 'host'],
  ['data-set', 'dataset'],
  ['follow', 'follows'],
  ['expire', 'expires'],
  ['prot', 'protected'],
  ['backup', 'backups'],
])('%s means %s', (wrong, expected) => {
  expect(nearestName(wrong, known)).toBe(expected);
});

test.each(['', 'x', 'image', 'volumes', 'z'.repeat(10_000)])('%.20s means nothing known', (wrong) => {
  expect(nearestName(wrong, known)).toBeUndefined();
});
