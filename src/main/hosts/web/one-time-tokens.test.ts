import { expect, test } from 'vitest';
import { createOneTimeTokens } from './one-time-tokens.ts';

const clock = () => {
  let time = 1_000;
  return { now: () => time, pass: (ms: number) => (time += ms) };
};

test('a token opens once', () => {
  const tokens = createOneTimeTokens({ idleMs: 100, now: clock().now });
  const token = tokens.mint();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(tokens.spend(token)).toBe(true);
  expect(tokens.spend(token)).toBe(false);
});

test('a token that was never minted opens nothing and spends no other', () => {
  const tokens = createOneTimeTokens({ idleMs: 100, now: clock().now });
  const token = tokens.mint();
  expect(tokens.spend('')).toBe(false);
  expect(tokens.spend(`${token}x`)).toBe(false);
  expect(tokens.spend(token)).toBe(true);
});

test('an unused token expires', () => {
  const { now, pass } = clock();
  const tokens = createOneTimeTokens({ idleMs: 100, now });
  const token = tokens.mint();
  pass(100);
  expect(tokens.spend(token)).toBe(false);
});

test('no more than 32 unused tokens are kept', () => {
  const tokens = createOneTimeTokens({ idleMs: 100, now: clock().now });
  const all = Array.from({ length: 40 }, tokens.mint);
  expect(all.filter(tokens.spend)).toEqual(all.slice(8));
});
