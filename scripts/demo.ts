import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createSample } from '../src/main/core/project/create-sample.ts';
import { cleanDemo, demoEngine } from './demo/clean-demo.ts';
import { demoFolders } from './demo/demo-folders.ts';
import { type DemoOptions, demoHelp, readDemoOptions } from './demo/demo-options.ts';
import { chooseDoor, openApp } from './demo/open-app.ts';
import { ensureBaseImage } from './engine/ensure-base-image.ts';
import { ensureEngine, formatSteps } from './engine/ensure-engine.ts';
import { runCommand } from './process/run-command.ts';

const root = join(import.meta.dirname, '..');
const log = (line: string): void => console.log(`  ${line}`);

/** A prerequisite is missing: what, and the steps that mend it. Exit code 3. */
class Missing extends Error {}

/** Runs one stage, and prints its name before and its seconds after. */
async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  console.log(name);
  const begun = performance.now();
  const value = await work();
  log(`done in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return value;
}

async function prepareEngine(signal: AbortSignal): Promise<void> {
  const engine = await ensureEngine({ signal, log, startedFor: demoEngine });
  if (!engine.ready) throw new Missing(formatSteps(engine.problem, engine.steps));
  log(`A Docker engine answers, API ${engine.apiVersion}`);
  const base = await ensureBaseImage(engine.endpoint, { signal, log });
  if (base.how === 'impossible') throw new Missing(formatSteps(base.reason, base.steps));
}

async function backlot(args: readonly string[], home: string, signal: AbortSignal): Promise<void> {
  const env = { ...process.env, BACKLOT_HOME: home };
  const { code, stderr } = await runCommand(process.execPath, [join(root, 'bin/backlot'), ...args], {
    signal,
    env,
  });
  if (code !== 0) throw new Error(`backlot ${args.join(' ')} ended with ${code}:\n${stderr}`);
}

async function run(options: Exclude<DemoOptions, { do: 'help' }>, signal: AbortSignal): Promise<number> {
  const { project, home, ...folders } = demoFolders();
  if (options.do === 'clean') {
    for (const line of await cleanDemo({ project, home, ...folders }, signal)) console.log(line);
    return 0;
  }
  await stage('Docker', () => prepareEngine(signal));
  await stage('Sample project', async () => {
    const sample = await createSample(join(root, 'resources/sample'), project, signal);
    log(`${sample.created ? 'Created' : 'Found'} ${sample.path}`);
  });
  await stage('Backlot', async () => {
    if (!existsSync(join(root, 'out/main/cli.js')))
      throw new Missing('Backlot is not built.\n  1. npm run build');
    await backlot(['preferences', 'set', 'lastProject', project], home, signal);
    await backlot(['--project', project, 'graph'], home, signal);
  });
  console.log(`\nThe sample project is at ${project}`);
  console.log('To remove all of it: npm run demo -- --clean\n');
  if (options.do === 'headless') return 0;
  const door = await chooseDoor(root, signal);
  if (door.kind === 'web')
    console.log(`No window can open here (${door.why}): open this address in a browser.\n`);
  return openApp(door, { root, project, home });
}

async function main(): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const options = readDemoOptions(process.argv.slice(2));
    if (options.do === 'help') {
      console.log(demoHelp);
      return 0;
    }
    return await run(options, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return 130;
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof TypeError) console.error(demoHelp);
    return error instanceof Missing ? 3 : error instanceof TypeError ? 2 : 1;
  }
}

process.exitCode = await main();
