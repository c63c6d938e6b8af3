import { expect, test } from 'vitest';
import { weighProgress } from './weigh-progress.ts';

const bytes = (current: number, total?: number) => ({ current, total, unit: 'bytes' as const });

test.each([
  ['no steps', [], 0],
  ['none done', [{ weight: 1, state: 'pending' as const }], 0],
  [
    'by weight',
    [
      { weight: 3, state: 'done' as const },
      { weight: 1, state: 'pending' as const },
    ],
    0.75,
  ],
  ['bytes within a step', [{ weight: 1, state: 'running' as const, progress: bytes(25, 100) }], 0.25],
  ['an unknown total', [{ weight: 1, state: 'running' as const, progress: bytes(25) }], 0],
  ['past its total', [{ weight: 1, state: 'running' as const, progress: bytes(300, 100) }], 1],
  ['taken back', [{ weight: 1, state: 'undone' as const, progress: bytes(100, 100) }], 0],
])('%s', (_, steps, expected) => {
  expect(weighProgress(steps)).toBe(expected);
});
