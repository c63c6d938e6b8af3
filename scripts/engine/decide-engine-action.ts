import { formatEndpoint } from './engine-endpoint.ts';
import { explainInstall, explainPermission, explainStart } from './explain-engine.ts';
import type { EngineSighting } from './find-engine.ts';
import type { PlatformFacts } from './observe-platform.ts';

/** The one thing to do about the engine. */
export type EngineAction =
  | { readonly do: 'ready' }
  | { readonly do: 'install-and-start'; readonly packages: readonly string[] }
  | { readonly do: 'start' }
  | { readonly do: 'explain'; readonly problem: string; readonly steps: readonly string[] };

/** What a Debian-family machine needs to run an engine. */
export const ENGINE_PACKAGES: readonly string[] = ['docker.io', 'iptables'];

/** Decides what to do about the engine; only root on Linux is ever acted for, everyone else gets exact steps. */
export function decideEngineAction(sighting: EngineSighting, facts: PlatformFacts): EngineAction {
  switch (sighting.state) {
    case 'answering':
      return { do: 'ready' };
    case 'silent':
      return {
        do: 'explain',
        problem: `No Docker engine answers at ${formatEndpoint(sighting.endpoint)} (from ${sighting.source}): ${sighting.reason}`,
        steps: [
          'Start the engine that listens there, or choose another one: docker context use default',
          'If DOCKER_HOST or DOCKER_CONTEXT is set by mistake: unset DOCKER_HOST DOCKER_CONTEXT',
        ],
      };
    case 'permission-denied':
      return {
        do: 'explain',
        problem: `This user may not use the Docker engine at ${formatEndpoint(sighting.endpoint)}`,
        steps: explainPermission(facts),
      };
    case 'not-running':
      if (facts.platform === 'linux' && facts.root) return { do: 'start' };
      return {
        do: 'explain',
        problem: 'A Docker engine is installed but not running',
        steps: explainStart(facts),
      };
    case 'not-installed':
      if (facts.platform === 'linux' && facts.root && facts.family === 'debian' && facts.apt) {
        return { do: 'install-and-start', packages: ENGINE_PACKAGES };
      }
      return { do: 'explain', problem: 'No Docker engine is installed', steps: explainInstall(facts) };
  }
}
