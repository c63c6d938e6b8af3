import type { DockerContext } from '../docker/contexts.ts';
import type { EngineInfo } from '../docker/engine-info.ts';
import type { Machine } from './observe-machine.ts';

/**
 * True when an engine runs on this very machine and not in a VM or behind a forwarded socket: only then
 * do its paths and devices mean anything here.
 */
export const engineIsHere = (
  { endpoint }: Pick<DockerContext, 'endpoint'>,
  info: Pick<EngineInfo, 'name' | 'kernel'>,
  machine: Pick<Machine, 'platform' | 'hostname' | 'kernel'>,
): boolean =>
  machine.platform === 'linux' &&
  endpoint.kind === 'unix' &&
  info.name === machine.hostname &&
  info.kernel === machine.kernel;
