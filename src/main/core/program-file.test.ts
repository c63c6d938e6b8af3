import { expect, test } from 'vitest';
import { programFile } from './program-file.ts';

test.each([
  ['file:///p/src/main/core/data/masker/start-thread.ts', 'file:///p/src/main/core/data/masker/thread.ts'],
  ['file:///p/out/main/index.js', 'file:///p/out/main/thread.js'],
  ['file:///p/out/main/chunks/pull-a1.js', 'file:///p/out/main/thread.js'],
])('of %s', (here, expected) => {
  expect(programFile(here, 'thread').href).toBe(expected);
});
