import { describe, expect, test } from 'vitest';
import { filesToRunAgain, joinRuns } from './run-again.ts';
import type { SuiteRecord, TestRecord } from './summarise-results.ts';

const up = 'docker src/up.docker.test.ts > all is up';
const down = 'docker src/down.docker.test.ts > all is down';
const page = 'built src/page.built.test.ts > it opens';
const pure = 'unit src/plan.test.ts > it plans';

const record = (
  tests: Readonly<Record<string, TestRecord['state']>>,
  errors: string[] = [],
): SuiteRecord => ({
  tests: Object.entries(tests).map(([name, state]) => ({ name, state })),
  errors,
});

describe('run again', () => {
  test.each<[string, SuiteRecord, readonly string[]]>([
    ['nothing when all passed', record({ [up]: 'passed', [pure]: 'passed' }), []],
    [
      'files with an engine or a browser',
      record({ [up]: 'failed', [page]: 'failed', [down]: 'passed' }),
      ['src/page.built.test.ts', 'src/up.docker.test.ts'],
    ],
    ['never unit tests', record({ [pure]: 'failed' }, ['src/plan.test.ts: it broke']), []],
    [
      'a file whose hook failed, once',
      record({ [up]: 'failed' }, ['src/up.docker.test.ts: hook', 'src/up.docker.test.ts > a suite: hook']),
      ['src/up.docker.test.ts'],
    ],
    ['not an error of no file', record({}, ['unhandled: it broke']), []],
    [
      'nothing when many files failed',
      record(
        Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`docker src/${at}.docker.test.ts > x`, 'failed'])),
      ),
      [],
    ],
  ])('%s', (_name, first, files) => {
    expect(filesToRunAgain(first)).toEqual(files);
  });
});

describe('both runs together', () => {
  const again = ['src/up.docker.test.ts'];

  test('what passed alone has passed and is told as flaky', () => {
    const first = record({ [up]: 'failed', [down]: 'passed' });
    expect(joinRuns(first, record({ [up]: 'passed' }), again)).toEqual({
      tests: [
        { name: up, state: 'passed', flaky: true },
        { name: down, state: 'passed' },
      ],
      errors: [],
    });
  });

  test('what fails again has failed, also when it is another test of the file', () => {
    const other = 'docker src/up.docker.test.ts > it stays up';
    const first = record({ [up]: 'failed', [other]: 'passed' });
    const joined = joinRuns(first, record({ [up]: 'passed', [other]: 'failed' }), again);
    expect(joined.tests.map(({ state }) => state)).toEqual(['passed', 'failed']);
  });

  test('what the second run did not reach stays failed', () => {
    expect(joinRuns(record({ [up]: 'failed' }), record({}), again).tests).toEqual([
      { name: up, state: 'failed' },
    ]);
  });

  test('failures outside the files that ran again stay, theirs are replaced', () => {
    const first = record({ [pure]: 'failed' }, ['src/up.docker.test.ts: hook', 'unhandled: it broke']);
    const joined = joinRuns(first, record({ [up]: 'passed' }, ['src/up.docker.test.ts: hook again']), again);
    expect(joined).toEqual({
      tests: [
        { name: pure, state: 'failed' },
        { name: up, state: 'passed' },
      ],
      errors: ['unhandled: it broke', 'src/up.docker.test.ts: hook again'],
    });
  });
});
