import { decideEngineAction } from './decide-engine-action.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { findEngine } from './find-engine.ts';
import { installPackages } from './install-packages.ts';
import { observePlatform } from './observe-platform.ts';
import { startEngine } from './start-engine.ts';

/** An engine that answers, and whether it was started for this; or the problem and the steps that mend it. */
export type EngineResult =
  | {
      readonly ready: true;
      readonly endpoint: EngineEndpoint;
      readonly apiVersion: string;
      readonly startedHere: boolean;
    }
  | { readonly ready: false; readonly problem: string; readonly steps: readonly string[] };

/**
 * Makes sure an engine answers, installing and starting one where that is allowed; `alsoInstall` names
 * packages that ride along if a package manager has to run anyway, `startedFor` the test run it is for.
 */
export async function ensureEngine(options: {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly alsoInstall?: readonly string[];
  readonly startedFor?: string;
}): Promise<EngineResult> {
  const { signal, log } = options;
  const facts = observePlatform();
  const sighting = await findEngine(signal);
  if (sighting.state === 'answering') return { ready: true, startedHere: false, ...sighting };
  const action = decideEngineAction(sighting, facts);
  switch (action.do) {
    case 'explain':
      return { ready: false, problem: action.problem, steps: action.steps };
    case 'install-and-start': {
      const packages = [...action.packages, ...(options.alsoInstall ?? [])];
      log(`Installing ${packages.join(' ')}`);
      const install = await installPackages(packages, signal);
      if (!install.installed) return { ready: false, problem: install.reason, steps: [] };
      break;
    }
    case 'ready':
    case 'start':
      break;
  }
  log('Starting the Docker engine');
  const start = await startEngine({
    signal,
    systemd: facts.systemd,
    startedFor: options.startedFor ?? '',
  });
  if (!start.started) return { ready: false, problem: start.reason, steps: [] };
  const found = await findEngine(signal);
  return found.state === 'answering'
    ? { ready: true, startedHere: true, endpoint: found.endpoint, apiVersion: found.apiVersion }
    : { ready: false, problem: 'The Docker engine was started and stopped answering', steps: [] };
}

/** A problem and its steps as plain lines. */
export function formatSteps(problem: string, steps: readonly string[]): string {
  return [problem, ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}

if (import.meta.main) {
  const signal = AbortSignal.timeout(600_000);
  const result = await ensureEngine({ signal, log: console.log });
  if (result.ready) console.log(`A Docker engine answers, API ${result.apiVersion}`);
  else console.error(formatSteps(result.problem, result.steps));
  process.exitCode = result.ready ? 0 : 3;
}
