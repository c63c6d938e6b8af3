/** How one test ended; a skipped one says why, when its author did. */
export interface TestRecord {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly reason?: string | undefined;
  /** It failed at first and passed when it was run again. */
  readonly flaky?: boolean;
}

/** What one runner of tests reported; `errors` are failures outside any test, such as a file that can't load. */
export interface SuiteRecord {
  readonly tests: readonly TestRecord[];
  readonly errors: readonly string[];
}

/** One stage of `npm test`: a check that passes or fails as a whole, or a suite of tests. */
export type StageResult =
  | { readonly kind: 'check'; readonly name: string; readonly code: number; readonly seconds: number }
  | {
      readonly kind: 'suite';
      readonly name: string;
      readonly code: number;
      readonly seconds: number;
      readonly record: SuiteRecord | undefined;
    }
  | { readonly kind: 'left-out'; readonly name: string; readonly reason: string };

/** What all stages add up to. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly skips: readonly TestRecord[];
  readonly flakes: readonly string[];
  readonly exitCode: 0 | 1;
}

/**
 * Adds up stages: each check counts as one, each test as one, and a suite that ends badly without a failed
 * test counts as one failure. The exit code is 1 when anything failed or when no test ran.
 */
export function summariseResults(stages: readonly StageResult[]): TestSummary {
  const outcomes = stages.flatMap(listOutcomes);
  const count = (state: TestRecord['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const ran = stages.some(
    (stage) => stage.kind === 'suite' && stage.record?.tests.some((test) => test.state !== 'skipped'),
  );
  const failed = count('failed');
  return {
    passed: count('passed'),
    failed,
    skipped: count('skipped'),
    failures: outcomes.filter((outcome) => outcome.state === 'failed').map(describeFailure),
    skips: outcomes.filter((outcome) => outcome.state === 'skipped'),
    flakes: outcomes.filter((outcome) => outcome.flaky).map(({ name }) => name),
    exitCode: failed > 0 || !ran ? 1 : 0,
  };
}

/** The last line of `npm test`. */
export function formatLastLine(summary: Pick<TestSummary, 'passed' | 'failed' | 'skipped'>): string {
  return `${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`;
}

function listOutcomes(stage: StageResult): readonly TestRecord[] {
  switch (stage.kind) {
    case 'left-out':
      return [];
    case 'check':
      return [{ name: stage.name, state: stage.code === 0 ? 'passed' : 'failed' }];
    case 'suite': {
      const tests = (stage.record?.tests ?? []).map((test) => ({
        ...test,
        name: `${stage.name}: ${test.name}`,
      }));
      const errors = (stage.record?.errors ?? []).map((error) => failure(stage.name, error));
      if (stage.record === undefined)
        return [failure(stage.name, `ended with code ${stage.code} and left no report`)];
      const explained = errors.length > 0 || tests.some((test) => test.state === 'failed');
      const silent = stage.code !== 0 && !explained;
      return [
        ...tests,
        ...errors,
        ...(silent ? [failure(stage.name, `ended with code ${stage.code} though no test failed`)] : []),
      ];
    }
  }
}

function failure(name: string, reason: string): TestRecord {
  return { name, state: 'failed', reason };
}

function describeFailure({ name, reason }: TestRecord): string {
  return reason === undefined ? name : `${name}: ${reason}`;
}
