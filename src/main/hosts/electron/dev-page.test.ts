import { expect, test } from 'vitest';
import { devPage } from './dev-page.ts';

test('the development server is taken from its loopback address', () => {
  expect(devPage(false, 'http://localhost:5173')?.origin).toBe('http://localhost:5173');
  expect(devPage(false, 'http://127.0.0.1:5173/')?.origin).toBe('http://127.0.0.1:5173');
});

test.each([
  [true, 'http://localhost:5173'],
  [false, undefined],
  [false, 'http://192.0.2.1:5173'],
  [false, 'http://localhost.evil.example:5173'],
  [false, 'https://evil.example'],
  [false, 'nonsense'],
])('packaged %s with %s has none', (packaged, address) => {
  expect(devPage(packaged, address)).toBeUndefined();
});
