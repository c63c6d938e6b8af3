import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { SuiteRecord, TestRecord } from './summarise-results.ts';

/**
 * Writes each Vitest result to the file BACKLOT_TEST_RECORD names. Vitest's own JSON reporter leaves out why
 * a test was skipped, and the summary must say so.
 */
export default class RecordReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const path = process.env.BACKLOT_TEST_RECORD;
    if (path === undefined) return;
    const record: SuiteRecord = {
      tests: modules.flatMap((module) => [...module.children.allTests()].map(readTest)),
      errors: [
        ...modules.flatMap(listModuleErrors),
        ...unhandled.map((error) => `unhandled: ${error.message}`),
      ],
    };
    writeFileSync(path, JSON.stringify(record));
  }
}

function readTest(test: TestCase): TestRecord {
  const name = `${test.project.name} ${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  switch (result.state) {
    case 'passed':
      return { name, state: 'passed' };
    case 'failed':
      return { name, state: 'failed' };
    case 'skipped':
      return { name, state: 'skipped', reason: result.note ?? reasonOfProject(test.project.name) };
    case 'pending':
      // Only a run that was cut short leaves one: a failed file load or a crashed worker.
      return { name, state: 'failed', reason: 'it never ended' };
  }
}

/** The runner that skips the whole docker project can't leave a note on each test. */
function reasonOfProject(project: string): string | undefined {
  return project === 'docker' ? process.env.BACKLOT_NO_ENGINE : undefined;
}

/** Failures of a file or a describe block as a whole: it can't load, or one of its hooks threw. */
function listModuleErrors(module: TestModule): readonly string[] {
  const file = relative(process.cwd(), module.moduleId);
  const own = module.errors().map((error) => `${file}: ${error.message}`);
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => `${file} > ${suite.fullName}: ${error.message}`),
  );
  return [...own, ...suites];
}
