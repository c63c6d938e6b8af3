import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findExecutable } from '../process/find-executable.ts';
import { runCommand } from '../process/run-command.ts';
import { needsDisplay } from './prepare-machine.ts';
import { readPlaywrightReport } from './read-playwright-report.ts';
import { filesToRunAgain, joinRuns } from './run-again.ts';
import type { StageResult, SuiteRecord } from './summarise-results.ts';

/** Where and how stages run; `filter` narrows to the Vitest files whose path contains one of its words. */
export interface StageOptions {
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly filter: readonly string[];
  readonly log: (line: string) => void;
}

/** Runs every stage in order, each to its end whatever the ones before said. */
export async function* runStages(options: StageOptions): AsyncGenerator<StageResult> {
  const build = await runCheck('build', options);
  yield build;
  if (options.filter.length === 0) {
    for (const name of ['lint', 'types', 'layers']) yield await runCheck(name, options);
  }
  yield await runVitest(options);
  if (options.filter.length > 0) return;
  if (globSync('e2e/**/*.spec.ts').length === 0) {
    yield { kind: 'left-out', name: 'playwright', reason: 'e2e/ has no specs' };
  } else if (build.code !== 0) {
    yield { kind: 'left-out', name: 'playwright', reason: 'the build failed' };
  } else {
    yield await runPlaywright(options);
  }
}

async function runCheck(
  name: string,
  { signal, env, log }: StageOptions,
): Promise<Extract<StageResult, { readonly kind: 'check' }>> {
  // The scripts of package.json are the one place that says how each check is run.
  const npm = env.npm_execpath;
  const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  log(`\n== ${name}`);
  const start = performance.now();
  const { code } = await runCommand(command ?? 'npm', [...args, 'run', '--silent', name], {
    signal,
    env,
    show: true,
  });
  return { kind: 'check', name, code, seconds: since(start) };
}

const recordShape: z.ZodType<SuiteRecord> = z.object({
  tests: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['passed', 'failed', 'skipped']),
      reason: z.string().optional(),
    }),
  ),
  errors: z.array(z.string()),
});

async function runVitest(options: StageOptions): Promise<StageResult> {
  const start = performance.now();
  options.log('\n== vitest');
  const first = await recordVitest(options, 'vitest.json', options.filter);
  const again = first.record && !options.signal.aborted ? filesToRunAgain(first.record) : [];
  if (!first.record || again.length === 0) {
    return { kind: 'suite', name: 'vitest', ...first, seconds: since(start) };
  }
  options.log(`\n== vitest, once more and alone: ${again.join(' ')}`);
  const second = await recordVitest(options, 'vitest-again.json', ['--no-file-parallelism', ...again]);
  const record = second.record ? joinRuns(first.record, second.record, again) : first.record;
  return { kind: 'suite', name: 'vitest', code: second.code, record, seconds: since(start) };
}

async function recordVitest(
  { signal, env, directory }: StageOptions,
  name: string,
  more: readonly string[],
): Promise<{ readonly code: number; readonly record: SuiteRecord | undefined }> {
  const path = join(directory, name);
  const reporters = ['--reporter=default', '--reporter=./scripts/testing/record-reporter.ts'];
  const { code } = await runCommand(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...more],
    { signal, env: { ...env, BACKLOT_TEST_RECORD: path }, show: true },
  );
  const record = existsSync(path) ? recordShape.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  return { code, record };
}

async function runPlaywright({ signal, env, directory, log }: StageOptions): Promise<StageResult> {
  const path = join(directory, 'playwright.json');
  // As with Vitest: what needs a real browser may fail once, and is told as flaky then.
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', '--retries=1'];
  // Electron's window needs a display; where one can be made, its specs run instead of being skipped.
  const display = needsDisplay(env) ? findExecutable('xvfb-run', env.PATH) : undefined;
  const [command, ...rest] =
    display === undefined ? [process.execPath, ...args] : [display, '-a', process.execPath, ...args];
  log('\n== playwright');
  const start = performance.now();
  const { code } = await runCommand(command ?? process.execPath, rest, {
    signal,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path },
    show: true,
  });
  const record = existsSync(path) ? readPlaywrightReport(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  return { kind: 'suite', name: 'playwright', code, seconds: since(start), record };
}

function since(start: number): number {
  return (performance.now() - start) / 1000;
}
