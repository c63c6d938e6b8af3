import { describe, expect, test } from 'vitest';
import { formatSummary } from './format-summary.ts';
import { type StageResult, summariseResults, type TestRecord } from './summarise-results.ts';

const check = (name: string, code: number): StageResult => ({ kind: 'check', name, code, seconds: 1 });
const suite = (
  name: string,
  code: number,
  tests: readonly TestRecord[],
  errors: readonly string[] = [],
): StageResult => ({
  kind: 'suite',
  name,
  code,
  seconds: 12.34,
  record: { tests, errors },
});
const passed: TestRecord = { name: 'a', state: 'passed' };
const failed: TestRecord = { name: 'b', state: 'failed' };
const skipped: TestRecord = { name: 'c', state: 'skipped', reason: 'no engine' };

describe('the sum', () => {
  test.each<[string, readonly StageResult[], readonly [number, number, number, 0 | 1]]>([
    ['checks and tests that pass', [check('lint', 0), suite('vitest', 0, [passed, passed])], [3, 0, 0, 0]],
    ['a failed check', [check('lint', 1), suite('vitest', 0, [passed])], [1, 1, 0, 1]],
    ['a failed test', [suite('vitest', 1, [passed, failed])], [1, 1, 0, 1]],
    ['skipped tests beside others', [suite('vitest', 0, [passed, skipped])], [1, 0, 1, 0]],
    ['two suites', [suite('vitest', 0, [passed]), suite('playwright', 1, [failed, skipped])], [1, 1, 1, 1]],
    ['only skipped tests', [check('lint', 0), suite('vitest', 0, [skipped])], [1, 0, 1, 1]],
    ['only checks', [check('lint', 0)], [1, 0, 0, 1]],
    ['nothing', [], [0, 0, 0, 1]],
    [
      'a suite left out',
      [suite('vitest', 0, [passed]), { kind: 'left-out', name: 'playwright', reason: 'x' }],
      [1, 0, 0, 0],
    ],
    [
      'a file that could not load',
      [suite('vitest', 1, [passed], ['x.test.ts: no such module'])],
      [1, 1, 0, 1],
    ],
    ['a suite that ends badly though each test passed', [suite('vitest', 1, [passed])], [1, 1, 0, 1]],
    [
      'a suite without a report',
      [{ kind: 'suite', name: 'vitest', code: 0, seconds: 1, record: undefined }],
      [0, 1, 0, 1],
    ],
  ])('%s', (_name, stages, [passes, failures, skips, exitCode]) => {
    const sum = summariseResults(stages);
    expect([sum.passed, sum.failed, sum.skipped, sum.exitCode]).toEqual([passes, failures, skips, exitCode]);
  });
});

test('the end of the output names what was skipped, why, what was flaky and what failed; the sum is the last line', () => {
  const stages = [
    check('lint', 1),
    suite(
      'vitest',
      1,
      [passed, failed, skipped, { name: 'd', state: 'skipped' }, { name: 'e', state: 'passed', flaky: true }],
      ['x.test.ts: it broke'],
    ),
    { kind: 'left-out', name: 'playwright', reason: 'e2e/ has no specs' } as const,
  ];
  expect(formatSummary(stages, summariseResults(stages))).toBe(`
SKIPPED (2):
  Because no engine:
    vitest: c
  Because no reason given:
    vitest: d

FLAKY (1), failed at first and passed when run again; find out why:
  vitest: e

FAILED (3):
  lint
  vitest: b
  vitest: x.test.ts: it broke

lint           1.0 s  failed
vitest        12.3 s  2 passed, 1 failed, 2 skipped
playwright  left out: e2e/ has no specs

2 passed, 3 failed, 2 skipped`);
});
