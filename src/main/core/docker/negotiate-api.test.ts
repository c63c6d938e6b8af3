import { expect, test } from 'vitest';
import { compareApi, negotiateApi } from './negotiate-api.ts';

test.each([
  ['1.41', '1.12', '1.41'],
  ['1.47', '1.24', '1.47'],
  ['1.52', '1.44', '1.52'],
  ['1.60', '1.44', '1.52'],
  ['1.41', undefined, '1.41'],
])('an engine of API %s (oldest %s) is spoken to in %s', (api, oldest, spoken) => {
  expect(negotiateApi({ version: '1', api, oldest }, 'default')).toBe(spoken);
});

test.each([
  ['1.40', '1.12', 'docker-too-old'],
  ['1.9', '1.0', 'docker-too-old'],
  ['', undefined, 'docker-too-old'],
  ['2.1', '2.0', 'unsupported'],
])('an engine of API "%s" (oldest %s) is declined: %s', (api, oldest, code) => {
  expect(() => negotiateApi({ version: '1', api, oldest }, 'default')).toThrow(
    expect.objectContaining({ code }),
  );
});

test('versions are compared by number', () => {
  expect(compareApi('1.9', '1.41')).toBeLessThan(0);
  expect(compareApi('2.0', '1.52')).toBeGreaterThan(0);
  expect(compareApi('1.41', '1.41')).toBe(0);
});
