import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineEndpoint, formatEndpoint } from './engine/engine-endpoint.ts';
import { endTestRun } from './testing/end-test-run.ts';
import { formatSummary } from './testing/format-summary.ts';
import { prepareMachine, type TestMachine } from './testing/prepare-machine.ts';
import { readTestOptions, type TestOptions } from './testing/read-test-options.ts';
import { runStages } from './testing/run-stages.ts';
import { type StageResult, summariseResults } from './testing/summarise-results.ts';

/** Everything: prerequisites, checks, tests, and the sum as the last line. */
async function main(options: TestOptions): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const { signal } = interrupted;
  const directory = mkdtempSync(join(tmpdir(), 'backlot-test-'));
  // Tests that give up root's power have to reach their own folders in it; listing it stays ours alone.
  chmodSync(directory, 0o711);
  const run = process.env.BACKLOT_TEST_RUN ?? randomBytes(6).toString('hex');
  const stages: StageResult[] = [];
  try {
    const machine = await prepareMachine({
      signal,
      log: console.log,
      skipEngine: options.skipEngine,
      // An engine that is to stay after this run belongs to no run.
      startedFor: options.stopEngine ? run : '',
    });
    const env = {
      ...process.env,
      ...describeMachine(machine),
      BACKLOT_TEST_RUN: run,
      TMPDIR: directory,
      ...colours(),
    };
    for await (const stage of runStages({
      signal,
      env,
      directory,
      filter: options.filter,
      log: console.log,
    })) {
      stages.push(stage);
    }
  } catch (error) {
    if (!signal.aborted) console.error(error);
    stages.push({
      kind: 'check',
      name: signal.aborted ? 'interrupted' : 'npm test itself',
      code: 1,
      seconds: 0,
    });
  } finally {
    await cleanUp(run, options);
    rmSync(directory, { recursive: true, force: true });
  }
  const summary = summariseResults(stages);
  console.log(formatSummary(stages, summary));
  return signal.aborted ? 130 : summary.exitCode;
}

/** The machine's facts as the environment variables that tests read. */
function describeMachine(machine: TestMachine): Readonly<Record<string, string>> {
  const { engine, noEngine, browser, noBrowser } = machine;
  return {
    ...(engine === undefined || isWhereClientsLook(engine) ? {} : { DOCKER_HOST: formatEndpoint(engine) }),
    ...(noEngine === undefined ? {} : { BACKLOT_NO_ENGINE: noEngine }),
    ...(browser === undefined ? {} : { BACKLOT_CHROMIUM: browser }),
    ...(noBrowser === undefined ? {} : { BACKLOT_NO_BROWSER: noBrowser }),
  };
}

/** Some tools colour whenever CI is set, which buries the text of a log. */
function colours(): Readonly<Record<string, string>> {
  return process.stdout.isTTY ? {} : { NO_COLOR: '1' };
}

/** A per-user socket that no context names was found by looking further than Docker's clients do. */
function isWhereClientsLook(engine: EngineEndpoint): boolean {
  if (engine.kind !== 'socket' || process.env.DOCKER_HOST || process.env.DOCKER_CONTEXT) return true;
  return engine.path === '/var/run/docker.sock' || engine.path.endsWith('\\docker_engine');
}

async function cleanUp(run: string, options: TestOptions): Promise<void> {
  if (options.skipEngine) return;
  const { removed, engine } = await endTestRun(run, AbortSignal.timeout(120_000));
  if (removed > 0) console.log(`Removed ${removed} Docker objects that tests of this run left behind`);
  if (engine !== undefined) console.log(`The Docker engine started for this run: ${engine}`);
}

process.exitCode = await main(readTestOptions(process.argv.slice(2), process.env));
