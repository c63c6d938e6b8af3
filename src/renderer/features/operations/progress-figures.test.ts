import { expect, test } from 'vitest';
import type { Step } from '../../../shared/model/operation.ts';
import type { Meter } from '../../state/rate.ts';
import { operationFigures, stepFigures } from './progress-figures.ts';

const meter: Meter = [
  { at: 0, value: 0 },
  { at: 1000, value: 38_000_000 },
];
const plain = (figures: object): unknown => JSON.parse(JSON.stringify(figures).replaceAll('\u00a0', ' '));

test.each<[Pick<Step, 'state' | 'progress'>, Meter, object]>([
  [{ state: 'pending', progress: { current: 0, total: 5, unit: 'bytes' } }, [], {}],
  [{ state: 'running' }, [], {}],
  [
    { state: 'running', progress: { current: 38_000_000, total: 114_000_000, unit: 'bytes' } },
    meter,
    { amount: '38 MB of 114 MB', rate: '38 MB/s', left: '0:02 left' },
  ],
  [
    { state: 'running', progress: { current: 38_000_000, unit: 'bytes' } },
    meter,
    { amount: '38 MB', rate: '38 MB/s' },
  ],
  [
    { state: 'running', progress: { current: 1200, total: 9000, unit: 'items' } },
    [],
    { amount: '1,200 of 9,000' },
  ],
  [{ state: 'done', progress: { current: 5000, total: 5000, unit: 'bytes' } }, meter, { amount: '5 kB' }],
])('a step %o', (step, own, figures) => {
  expect(plain(stepFigures(step, own))).toEqual(figures);
});

test('an operation without meters has no figures', () => {
  expect(operationFigures(undefined)).toEqual({});
});

test('an operation tells its bytes, their rate and the time left', () => {
  const share: Meter = [
    { at: 0, value: 0 },
    { at: 1000, value: 0.25 },
  ];
  expect(plain(operationFigures({ bytes: meter, share, steps: {} }))).toEqual({
    amount: '38 MB',
    rate: '38 MB/s',
    left: '0:03 left',
  });
});
