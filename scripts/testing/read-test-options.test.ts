import { expect, test } from 'vitest';
import { readTestOptions, type TestOptions } from './read-test-options.ts';

const plain: TestOptions = { stopEngine: false, skipEngine: false, filter: [] };

test.each<[readonly string[], Record<string, string>, TestOptions]>([
  [[], {}, plain],
  [['--', 'core/git'], {}, { ...plain, filter: ['core/git'] }],
  [['a', 'b', '--stop-engine'], {}, { ...plain, stopEngine: true, filter: ['a', 'b'] }],
  [[], { CI: 'true' }, { ...plain, stopEngine: true }],
  [[], { CI: 'false' }, plain],
  [[], { BACKLOT_TEST_SKIP_ENGINE: '1' }, { ...plain, skipEngine: true }],
  [[], { BACKLOT_TEST_SKIP_ENGINE: '0' }, plain],
])('%j with %j', (args, env, options) => {
  expect(readTestOptions(args, env)).toEqual(options);
});

test('an unknown option is refused', () => {
  expect(() => readTestOptions(['--watch'], {})).toThrow('npm test does not know --watch');
});
