import { existsSync } from 'node:fs';
import type { EngineEndpoint } from '../engine/engine-endpoint.ts';
import { ensureBaseImage } from '../engine/ensure-base-image.ts';
import { decideBrowserAction, findBrowser } from '../engine/ensure-browser.ts';
import { type EngineResult, ensureEngine, formatSteps } from '../engine/ensure-engine.ts';
import { installPackages } from '../engine/install-packages.ts';
import { observePlatform, type PlatformFacts } from '../engine/observe-platform.ts';
import { findExecutable } from '../process/find-executable.ts';

/** What the tests have to work with: a thing, or the reason why it can't be had. */
export interface TestMachine {
  readonly engine: EngineEndpoint | undefined;
  readonly noEngine: string | undefined;
  readonly browser: string | undefined;
  readonly noBrowser: string | undefined;
}

/** Gets an engine with its base image, a browser and git ready, as far as this machine allows. */
export async function prepareMachine(options: {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly skipEngine: boolean;
  readonly startedFor: string;
}): Promise<TestMachine> {
  const { signal, log } = options;
  const facts = observePlatform();
  const engine = options.skipEngine
    ? undefined
    : await ensureEngine({
        signal,
        log,
        alsoInstall: listMissingPackages(facts),
        startedFor: options.startedFor,
      });
  await installMissing(listMissingPackages(facts), signal, log);
  const browser = decideBrowserAction(findBrowser(), facts, process.env.BACKLOT_CHROMIUM);
  if (browser.do === 'explain') log(formatSteps(browser.problem, browser.steps));
  return {
    ...(await judgeEngine(engine, signal, log)),
    browser: browser.do === 'use' ? browser.path : undefined,
    noBrowser: browser.do === 'use' ? undefined : describeMissingBrowser(browser),
  };
}

/** The Debian packages the tests miss here; empty where installing is not ours to do. */
export function listMissingPackages(facts: PlatformFacts): readonly string[] {
  if (facts.platform !== 'linux' || facts.family !== 'debian' || !facts.root || !facts.apt) return [];
  const browser = decideBrowserAction(findBrowser(), facts, process.env.BACKLOT_CHROMIUM);
  return [
    ...(browser.do === 'install' ? browser.packages : []),
    ...(findExecutable('git') === undefined ? ['git'] : []),
    // The registry that the tests of pulls start for themselves.
    ...(findExecutable('docker-registry') === undefined ? ['docker-registry'] : []),
    // The file system of the second engine, which some tests start.
    ...(findExecutable('mkfs.xfs') === undefined ? ['xfsprogs'] : []),
    // The host that is reached by ssh, which some tests start.
    ...(findExecutable('sshd') === undefined ? ['openssh-server'] : []),
    ...(needsDisplay() && findExecutable('xvfb-run') === undefined ? ['xvfb', 'xauth'] : []),
  ];
}

/** Whether the Electron window could start here if only there were a display. */
export function needsDisplay(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (
    process.platform === 'linux' &&
    !env.DISPLAY &&
    !env.WAYLAND_DISPLAY &&
    existsSync('node_modules/electron/dist/electron')
  );
}

async function installMissing(
  packages: readonly string[],
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  if (packages.length === 0) return;
  log(`Installing ${packages.join(' ')}`);
  const install = await installPackages(packages, signal);
  if (!install.installed) log(install.reason);
}

async function judgeEngine(
  engine: EngineResult | undefined,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<Pick<TestMachine, 'engine' | 'noEngine'>> {
  if (engine === undefined) {
    return { engine: undefined, noEngine: 'BACKLOT_TEST_SKIP_ENGINE is set' };
  }
  if (!engine.ready) {
    log(formatSteps(engine.problem, engine.steps));
    return { engine: undefined, noEngine: firstLine(engine.problem) };
  }
  const { endpoint } = engine;
  const base = await ensureBaseImage(endpoint, { signal, log });
  if (base.how !== 'impossible') return { engine: endpoint, noEngine: undefined };
  log(formatSteps(base.reason, base.steps));
  return { engine: endpoint, noEngine: firstLine(base.reason) };
}

function describeMissingBrowser(
  browser: Exclude<ReturnType<typeof decideBrowserAction>, { readonly do: 'use' }>,
): string {
  return browser.do === 'explain' ? browser.problem : `${browser.packages.join(' ')} could not be installed`;
}

/** The rest, a log's end for one, is shown once where it happens and not again beside every skipped test. */
function firstLine(text: string): string {
  return text.split('\n', 1).join('').replace(/[;:]$/, '');
}
