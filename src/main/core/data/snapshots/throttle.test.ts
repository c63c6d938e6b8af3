import { expect, test } from 'vitest';
import { createThrottle } from './throttle.ts';

const { signal } = new AbortController();

test('all who share it keep within the rate together', async () => {
  const throttle = createThrottle(1_000_000);
  const begun = performance.now();
  await Promise.all([throttle(50_000, signal), throttle(50_000, signal), throttle(1, signal)]);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(95);
});

test('a wait ends with its signal', async () => {
  const throttle = createThrottle(1);
  await throttle(1_000, signal);
  await expect(throttle(1, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
