import type { SuiteRecord, TestRecord } from './summarise-results.ts';

/** More files than this did not fail by chance. */
const mostFiles = 4;

/**
 * The files of tests that depend on a real engine or browser and failed: they are run once more, alone, since a
 * machine can be too busy for a moment. Unit tests depend on nothing, so none of theirs is; nor is anything
 * when many files failed.
 */
export function filesToRunAgain({ tests, errors }: SuiteRecord): readonly string[] {
  const failed = [
    ...tests.filter(({ state }) => state === 'failed').map(({ name }) => name.match(ofTest)?.[1]),
    ...errors.map((error) => error.match(ofFile)?.[1]),
  ];
  const files = [...new Set(failed.filter((file) => file !== undefined))].sort();
  return files.length > mostFiles ? [] : files;
}

/** As the record names a test: `docker src/a.docker.test.ts > what it says`. */
const ofTest = /^(?:docker|built) (\S+\.test\.tsx?) > /;
/** As the record names what failed outside any test: `src/a.docker.test.ts: message`, or with ` > suite` between. */
const ofFile = /^(\S+\.(?:docker|built)\.test\.tsx?)(?:: | > )/;

/**
 * What both runs say together. What failed first and passed alone has passed, and is told as flaky; what the second
 * run has not reached stays failed.
 */
export function joinRuns(first: SuiteRecord, second: SuiteRecord, again: readonly string[]): SuiteRecord {
  const redone = new Map(second.tests.map((test) => [test.name, test]));
  const isAgain = (name: string, shape: RegExp): boolean => again.includes(name.match(shape)?.[1] ?? '');
  const known = new Set(first.tests.map(({ name }) => name));
  const tests = first.tests.map((before): TestRecord => {
    const after = isAgain(before.name, ofTest) ? redone.get(before.name) : undefined;
    if (!after) return before;
    return before.state !== 'passed' && after.state === 'passed' ? { ...after, flaky: true } : after;
  });
  return {
    tests: [...tests, ...second.tests.filter(({ name }) => !known.has(name))],
    errors: [...first.errors.filter((error) => !isAgain(error, ofFile)), ...second.errors],
  };
}
