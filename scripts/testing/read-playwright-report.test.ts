import { expect, test } from 'vitest';
import { readPlaywrightReport } from './read-playwright-report.ts';

const spec = (title: string, tests: readonly object[]) => ({ title, file: 'open.spec.ts', tests });

test('specs of nested suites are read once per project, with the reason of a skip', () => {
  const report = {
    config: {},
    suites: [
      {
        title: 'open.spec.ts',
        specs: [
          spec('opens', [
            { projectName: 'browser', status: 'expected', annotations: [] },
            {
              projectName: 'electron',
              status: 'skipped',
              annotations: [{ type: 'skip', description: 'no binary' }],
            },
          ]),
        ],
        suites: [
          {
            title: 'closing',
            specs: [
              spec('asks', [{ projectName: 'browser', status: 'unexpected' }]),
              spec('saves', [{ projectName: 'browser', status: 'flaky' }]),
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'a fixture broke' }],
  };
  expect(readPlaywrightReport(report)).toEqual({
    tests: [
      { name: 'browser open.spec.ts > opens', state: 'passed' },
      { name: 'electron open.spec.ts > opens', state: 'skipped', reason: 'no binary' },
      { name: 'browser open.spec.ts > closing > asks', state: 'failed' },
      { name: 'browser open.spec.ts > closing > saves', state: 'passed', flaky: true },
    ],
    errors: ['a fixture broke'],
  });
});

test('anything else is refused', () => {
  expect(() => readPlaywrightReport({ tests: [] })).toThrow();
});
