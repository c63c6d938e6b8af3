import type { DockerContexts } from '../docker/contexts.ts';
import { checkCloning } from './check-cloning.ts';
import { checkDockerConfiguration } from './check-docker-configuration.ts';
import { checkEngine } from './check-engine.ts';
import { checkEngineDisk } from './check-engine-disk.ts';
import { checkGit } from './check-git.ts';
import { checkHome } from './check-home.ts';
import { checkHomeDisk } from './check-home-disk.ts';
import { checkInotify } from './check-inotify.ts';
import { checkPorts } from './check-ports.ts';
import { checkSecrets } from './check-secrets.ts';
import type { Examiner } from './finding.ts';
import type { Machine } from './observe-machine.ts';

/** All checks in the order in which they are shown: what the most depends on comes first. */
export function listExaminers({ contexts }: DockerContexts, machine: Machine): readonly Examiner[] {
  const current = contexts.filter((context) => context.current);
  return [
    ...contexts.map(checkEngine),
    checkDockerConfiguration,
    ...current.flatMap((context) => [checkEngineDisk(context), checkCloning(context)]),
    checkGit,
    checkPorts(),
    checkSecrets,
    checkHome,
    checkHomeDisk,
    ...(machine.platform === 'linux' ? [checkInotify] : []),
  ];
}
