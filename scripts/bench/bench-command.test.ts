import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../process/run-command.ts';

const env = { ...process.env, BACKLOT_BENCH_DIRECTORY: join(import.meta.dirname, 'fixtures') };
const bench = (...args: readonly string[]) =>
  runCommand(process.execPath, [join(import.meta.dirname, '../bench.ts'), ...args], {
    signal: AbortSignal.timeout(20_000),
    env,
  });

test('--json prints one document and nothing else on stdout', async () => {
  const { code, stdout, stderr } = await bench('tiny', '--json', '--rounds', '2');
  expect(JSON.parse(stdout)).toEqual([
    { name: 'first side', value: 3.5, limit: 100, unit: 'ms', rounds: [2, 5] },
    { name: 'throughput', value: 3.5, limit: 1, unit: 'MB/s', rounds: [3, 4] },
    { name: 'first to second', value: (2 / 3 + 5 / 4) / 2, limit: 2, unit: 'x', rounds: [2 / 3, 5 / 4] },
  ]);
  expect(stderr).toContain('Running tiny');
  expect(code).toBe(0);
});

test('a table says pass or FAIL, and a value past its limit is exit code 1', async () => {
  const { code, stdout } = await bench('--rounds', '1');
  expect(stdout).toBe(`benchmark         value            limit  rounds  result
too slow           2 ms     at most 1 ms       3  FAIL
first side         2 ms   at most 100 ms       1  pass
throughput       3 MB/s  at least 1 MB/s       1  pass
first to second   0.67x       at most 2x       1  pass
`);
  expect(code).toBe(1);
});

test('--markdown prints the table for the docs', async () => {
  const { stdout } = await bench('slow', '--markdown');
  expect(stdout).toBe(`| benchmark | value | limit | rounds | result |
| --- | ---: | ---: | ---: | --- |
| too slow | 2 ms | at most 1 ms | 3 | FAIL |
`);
});

test('a name that is not there is named, with those that are', async () => {
  const { code, stderr } = await bench('nope');
  expect(stderr).toBe('There is no benchmark nope. There are: slow, tiny\n');
  expect(code).toBe(2);
});
