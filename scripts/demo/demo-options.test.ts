import { expect, test } from 'vitest';
import { readDemoOptions } from './demo-options.ts';

test.each([
  [[], 'open'],
  [['--headless'], 'headless'],
  [['--clean'], 'clean'],
  [['--headless', '--clean'], 'clean'],
  [['-h'], 'help'],
] as const)('%j means %s', (args, what) => {
  expect(readDemoOptions(args).do).toBe(what);
});

test('what is no option is refused by name', () => {
  expect(() => readDemoOptions(['--headles'])).toThrow('--headles');
});
