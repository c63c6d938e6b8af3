import { expect, test } from 'vitest';
import { type BenchOptions, readBenchOptions } from './read-bench-options.ts';

const plain: BenchOptions = { name: undefined, rounds: 5, format: 'table' };

test.each<[readonly string[], BenchOptions]>([
  [[], plain],
  [['start'], { ...plain, name: 'start' }],
  [['--json', 'start', '--rounds', '9'], { name: 'start', rounds: 9, format: 'json' }],
  [['--markdown', '--rounds=3'], { ...plain, rounds: 3, format: 'markdown' }],
])('%j', (args, options) => {
  expect(readBenchOptions(args)).toEqual(options);
});

test.each([
  [['--rounds']],
  [['--rounds', '0']],
  [['--rounds=x']],
  [['--fast']],
  [['a', 'b']],
  [['--json', '--markdown']],
])('%j is refused with the usage', (args) => {
  expect(() => readBenchOptions(args)).toThrow('Usage: npm run bench');
});
