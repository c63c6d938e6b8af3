import { formatLastLine, type StageResult, type TestSummary } from './summarise-results.ts';

/** The end of `npm test`: skipped tests with their reasons, flaky ones, failures, the table of stages, the last line. */
export function formatSummary(stages: readonly StageResult[], summary: TestSummary): string {
  return [
    ...formatSkips(summary),
    ...(summary.flakes.length === 0
      ? []
      : ['', `FLAKY (${summary.flakes.length}), failed at first and passed when run again; find out why:`]),
    ...summary.flakes.map((name) => `  ${name}`),
    ...(summary.failures.length === 0 ? [] : ['', `FAILED (${summary.failures.length}):`]),
    ...summary.failures.map((failure) => `  ${failure}`),
    '',
    ...formatStages(stages),
    '',
    formatLastLine(summary),
  ].join('\n');
}

function formatSkips({ skips }: TestSummary): readonly string[] {
  if (skips.length === 0) return [];
  const byReason = Map.groupBy(skips, ({ reason }) => reason ?? 'no reason given');
  const lines = [...byReason].flatMap(([reason, tests]) => [
    `  Because ${reason}:`,
    ...tests.map((test) => `    ${test.name}`),
  ]);
  return ['', `SKIPPED (${skips.length}):`, ...lines];
}

function formatStages(stages: readonly StageResult[]): readonly string[] {
  const width = Math.max(...stages.map((stage) => stage.name.length));
  return stages.map((stage) => `${stage.name.padEnd(width)}  ${formatStage(stage)}`);
}

function formatStage(stage: StageResult): string {
  switch (stage.kind) {
    case 'left-out':
      return `left out: ${stage.reason}`;
    case 'check':
      return `${formatSeconds(stage.seconds)}  ${stage.code === 0 ? 'passed' : 'failed'}`;
    case 'suite':
      return `${formatSeconds(stage.seconds)}  ${formatTests(stage.record?.tests ?? [])}`;
  }
}

function formatTests(tests: readonly { readonly state: 'passed' | 'failed' | 'skipped' }[]): string {
  const count = (state: string) => tests.filter((test) => test.state === state).length;
  return formatLastLine({ passed: count('passed'), failed: count('failed'), skipped: count('skipped') });
}

function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(1).padStart(6)} s`;
}
