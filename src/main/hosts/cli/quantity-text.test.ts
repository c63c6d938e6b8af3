import { expect, test } from 'vitest';
import { agoText, amountText, bytesText, clockText, durationText } from './quantity-text.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [999.6, '1.0 kB'],
  [1500, '1.5 kB'],
  [99_940, '99.9 kB'],
  [99_960, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [412_000_000, '412 MB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test('items have no unit', () => {
  expect(amountText(3, 'items')).toBe('3');
});

test.each([
  [0, '0:00', '0 ms'],
  [994, '0:01', '994 ms'],
  [3200, '0:03', '3.2 s'],
  [59_900, '1:00', '59.9 s'],
  [59_960, '1:00', '1 min 0 s'],
  [125_000, '2:05', '2 min 5 s'],
  [3_723_000, '1:02:03', '1 h 2 min'],
])('%d ms are %s and %s', (ms, clock, words) => {
  expect([clockText(ms), durationText(ms)]).toEqual([clock, words]);
});

test.each([
  [10_000, 'just now'],
  [300_000, '5 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [50 * 3_600_000, '2 d ago'],
])('%d ms ago is %s', (ms, text) => {
  expect(agoText(1e12 - ms, 1e12)).toBe(text);
});
