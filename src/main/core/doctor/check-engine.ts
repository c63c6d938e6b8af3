import { BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { DockerContext } from '../docker/contexts.ts';
import type { EngineInfo } from '../docker/engine-info.ts';
import type { Examiner, Finding } from './finding.ts';
import { howTo } from './how-to.ts';
import type { Machine } from './observe-machine.ts';
import { startEngineHow } from './start-engine-how.ts';

/** Storage drivers that make every layer a full copy, or that Docker has given up. */
const poorDrivers: Readonly<Record<string, string>> = {
  vfs: 'copies each layer in full, which is slow and takes much space',
  aufs: 'is no longer maintained',
  devicemapper: 'is no longer maintained',
};

const describeEngine = (info: EngineInfo): string =>
  [
    info.version,
    `API ${info.api}`,
    info.backingFilesystem === undefined || info.backingFilesystem === info.storageDriver
      ? info.storageDriver
      : `${info.storageDriver} on ${info.backingFilesystem}`,
    info.cgroupVersion && `cgroup v${info.cgroupVersion}`,
    info.rootless && 'rootless',
    info.operatingSystem,
  ]
    .filter(Boolean)
    .join(', ');

/** What an engine that answered is worth to Backlot. */
export function judgeEngine(info: EngineInfo, machine: Machine): Finding {
  const found = describeEngine(info);
  if (info.osType !== 'linux')
    return {
      status: 'fail',
      found,
      problem: `This engine runs ${info.osType} containers; Backlot needs Linux containers.`,
      howTo: howTo('windows-containers', machine),
    };
  const poor = poorDrivers[info.storageDriver];
  if (poor !== undefined)
    return {
      status: 'warn',
      found,
      problem: `The storage driver ${info.storageDriver} ${poor}.`,
      howTo: { steps: ['Set "storage-driver": "overlay2" in Docker\'s daemon.json and restart Docker.'] },
    };
  if (info.cgroupDriver === 'none')
    return {
      status: 'warn',
      found,
      problem: 'This rootless engine has no cgroups, so limits on memory and CPU have no effect.',
      howTo: { steps: ['Use cgroup v2 with systemd, so that limits are delegated to your user.'] },
    };
  return { status: 'ok', found };
}

/** What an engine that could not be used means, and what mends it here. */
export function judgeEngineError(error: unknown, context: DockerContext, machine: Machine): Finding {
  const { code, message, hint } = toBacklotError(error);
  const found = context.address || 'no address';
  const { kind } = context.endpoint;
  // Work that names no context uses the current one; the others may well be away.
  const status = context.current ? 'fail' : 'warn';
  const problem = message;
  const local = kind === 'unix' || kind === 'npipe';
  // What is wrong there is mended there.
  if (kind === 'ssh') return { status, found, problem, howTo: { steps: hint === undefined ? [] : [hint] } };
  switch (code) {
    case 'docker-missing':
      return { status, found, problem, howTo: howTo('docker-missing', machine) };
    case 'docker-permission':
      return { status, found, problem, howTo: howTo('docker-permission', machine) };
    case 'docker-too-old':
      return {
        status,
        found,
        problem,
        howTo: local
          ? howTo('docker-too-old', machine)
          : { steps: ['Update Docker on that host to 20.10 or newer.'] },
      };
    case 'docker-unreachable':
      if (local) return { status, found, problem, ...startEngineHow(context, machine) };
      return { status, found, problem, howTo: { steps: hint === undefined ? [] : [hint] } };
    case 'docker-context-unknown':
      return { status, found, problem, howTo: { command: 'docker context use default', steps: [] } };
    default:
      return { status, found, problem, howTo: { steps: hint === undefined ? [] : [hint] } };
  }
}

/** Whether a context's engine answers and is fit for use. */
export const checkEngine = (context: DockerContext): Examiner => ({
  id: `docker:${context.name}`,
  group: 'docker',
  title: `Docker engine (context ${context.name}${context.current ? ', current' : ''})`,
  examine: async ({ inspect, machine }) => {
    try {
      return judgeEngine(await inspect(context), machine);
    } catch (error) {
      if (!(error instanceof BacklotError) || isCancelled(error)) throw error;
      return judgeEngineError(error, context, machine);
    }
  },
});
