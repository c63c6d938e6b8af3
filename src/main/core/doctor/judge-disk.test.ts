import { expect, test } from 'vitest';
import { judgeDisk } from './judge-disk.ts';

const total = 100_000_000_000;

test.each([
  [50_000_000_000, 'ok', undefined],
  [10_000_000_000, 'ok', undefined],
  [9_999_999_999, 'warn', 'The disk has less than 10.0 GB left; images and snapshots fill that soon.'],
  [3_000_000_000, 'warn', 'The disk has less than 10.0 GB left; images and snapshots fill that soon.'],
  [1_200_000_000, 'fail', 'The disk has only 1.2 GB left; it needs at least 2.0 GB.'],
])('%d bytes free: %s', (free, status, problem) => {
  const judged = judgeDisk({ free, total, path: '/data', what: 'The disk' });
  expect(judged.status).toBe(status);
  expect(judged.problem).toBe(problem);
});

test('the figures are said in words', () => {
  expect(judgeDisk({ free: 5e10, total, path: '/data', what: 'The disk', used: 3.2e9 }).found).toBe(
    '50.0 GB of 100.0 GB free at /data, 3.2 GB used by Docker',
  );
});
