import type { StackIdentity } from './identity.ts';

/** The labels that Compose puts on its objects and finds them by; all that we write of them. */
export const composeLabels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  number: 'com.docker.compose.container-number',
  oneOff: 'com.docker.compose.oneoff',
  configHash: 'com.docker.compose.config-hash',
  dependsOn: 'com.docker.compose.depends_on',
  image: 'com.docker.compose.image',
  configFiles: 'com.docker.compose.project.config_files',
  workingDir: 'com.docker.compose.project.working_dir',
  version: 'com.docker.compose.version',
  network: 'com.docker.compose.network',
  volume: 'com.docker.compose.volume',
} as const;

/** Our own labels, all of them. Nothing secret is ever in one. */
export const backlotLabels = {
  /** "true" on everything that we made and may remove. */
  managed: 'dev.backlot.managed',
  project: 'dev.backlot.project',
  environment: 'dev.backlot.environment',
  /** Which worktree the environment belongs to; absent for the main one. */
  worktree: 'dev.backlot.worktree',
  /** The folder that it was made from, on the machine that made it; absent on a host that others share. */
  folder: 'dev.backlot.folder',
  /** Fingerprint of the compose model that it was made from. */
  model: 'dev.backlot.model',
  /** Fingerprint of a network's or volume's own settings. */
  config: 'dev.backlot.config',
  /** Short fingerprints of a container's settings by key, to say what changed. */
  parts: 'dev.backlot.parts',
  /** Published ports that are not those of the compose file: {"80/tcp@": 8081}. */
  ports: 'dev.backlot.ports',
  /** The operation that made it: only that one takes it back. */
  operation: 'dev.backlot.operation',
  /** Nameless volumes that it took over from the one before it, by name. */
  volumes: 'dev.backlot.volumes',
  /** Id of the container that it replaces. */
  replaces: 'dev.backlot.replaces',
  /** On a host's pool of data: how it clones, and what it is known by. */
  pool: 'dev.backlot.pool',
  /** On the image of the program that masks beside a source: its hash; on its containers: "container". */
  masker: 'dev.backlot.masker',
} as const;

/** The version of Compose whose labels these are. */
export const composeVersion = '2.26.1';

/** What every object of an environment carries. */
export const identityLabels = (identity: StackIdentity): Readonly<Record<string, string>> => ({
  [composeLabels.project]: identity.composeProject,
  [composeLabels.version]: composeVersion,
  [backlotLabels.managed]: 'true',
  [backlotLabels.project]: identity.project,
  [backlotLabels.environment]: identity.environment,
  ...(identity.worktree === undefined ? {} : { [backlotLabels.worktree]: identity.worktree }),
  ...(identity.elsewhere === undefined ? {} : { [backlotLabels.folder]: identity.workingDir }),
});

/**
 * True for an object that this environment made. A second clone of the project has environments of the same
 * names: what was made from a folder that is still a project is that one's.
 */
export function isOwn(
  labels: Readonly<Record<string, string>>,
  identity: Pick<StackIdentity, 'project' | 'environment' | 'worktree' | 'workingDir' | 'elsewhere'>,
): boolean {
  const folder = labels[backlotLabels.folder] ?? labels[composeLabels.workingDir];
  return (
    labels[backlotLabels.managed] === 'true' &&
    labels[backlotLabels.project] === identity.project &&
    labels[backlotLabels.environment] === identity.environment &&
    labels[backlotLabels.worktree] === identity.worktree &&
    (folder === undefined || folder === identity.workingDir || identity.elsewhere?.(folder) !== true)
  );
}

/** Who an object belongs to, in words, for a name that is in the way. */
export function ownerOf(labels: Readonly<Record<string, string>>): string {
  const environment = labels[backlotLabels.environment];
  const project = labels[backlotLabels.project];
  const worktree = labels[backlotLabels.worktree];
  if (labels[backlotLabels.managed] === 'true' && environment !== undefined && project !== undefined) {
    const folder = labels[backlotLabels.folder] ?? labels[composeLabels.workingDir];
    const where = worktree === undefined ? '' : ` (worktree ${worktree})`;
    return `environment ${environment} of ${project}${where}${folder === undefined ? '' : ` in ${folder}`}`;
  }
  const compose = labels[composeLabels.project];
  return compose === undefined ? 'not made by Backlot' : `Docker Compose project ${compose}`;
}
