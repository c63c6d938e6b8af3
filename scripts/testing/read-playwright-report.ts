import { z } from 'zod';
import type { SuiteRecord, TestRecord } from './summarise-results.ts';

const testShape = z.object({
  projectName: z.string(),
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })).default([]),
});
const specShape = z.object({ title: z.string(), file: z.string(), tests: z.array(testShape) });
const suiteShape = z.object({
  title: z.string(),
  specs: z.array(specShape).default([]),
  get suites() {
    return z.array(suiteShape).default([]);
  },
});
const reportShape = z.object({
  suites: z.array(suiteShape),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
});

type PlaywrightTest = z.infer<typeof testShape>;
type PlaywrightSuite = z.infer<typeof suiteShape>;

/** Reads the report of Playwright's JSON reporter; a flaky test passed in the end. Throws on another shape. */
export function readPlaywrightReport(report: unknown): SuiteRecord {
  const { suites, errors } = reportShape.parse(report);
  return {
    tests: suites.flatMap((suite) => listTests(suite, [])),
    errors: errors.map((error) => error.message ?? 'an error without a message'),
  };
}

function listTests(suite: PlaywrightSuite, above: readonly string[]): readonly TestRecord[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => readTest(test, [...path, spec.title].join(' > '))),
  );
  return [...own, ...suite.suites.flatMap((inner) => listTests(inner, path))];
}

function readTest(test: PlaywrightTest, title: string): TestRecord {
  const name = `${test.projectName} ${title}`;
  switch (test.status) {
    case 'expected':
      return { name, state: 'passed' };
    case 'flaky':
      return { name, state: 'passed', flaky: true };
    case 'unexpected':
      return { name, state: 'failed' };
    case 'skipped': {
      const why = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
      return { name, state: 'skipped', reason: why?.description };
    }
  }
}
