import { createHash } from 'node:crypto';

/** Which environment of which project, on one engine. */
export interface StackIdentity {
  readonly project: string;
  /** "dev", "test.login". */
  readonly environment: string;
  /** Name of the git worktree when it is not the main one. */
  readonly worktree?: string | undefined;
  /** True for the environment that keeps the fixed names of the compose files. */
  readonly first: boolean;
  /** The name that Compose knows it by. */
  readonly composeProject: string;
  /** Absolute path. */
  readonly workingDir: string;
  /**
   * True for another folder that is a project still. Absent on a host that others share: their folders are
   * on their machines, and the environment is everybody's.
   */
  readonly elsewhere?: ((folder: string) => boolean) | undefined;
  /** Absolute paths. */
  readonly configFiles: readonly string[];
}

const maxLength = 48;

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6);

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');

/**
 * The compose project of an environment: `<project>-<environment>`, with the worktree behind it when it
 * is not the main one. What a project name can't hold becomes a dash; then, and when it is too long, a
 * short hash of the whole keeps two environments apart. `test.login` is `test-login` all the same.
 */
export function composeProjectName({
  project,
  environment,
  worktree,
}: Pick<StackIdentity, 'project' | 'environment' | 'worktree'>): string {
  const parts = [project, environment, ...(worktree === undefined ? [] : [worktree])];
  const slugs = parts.map(slug);
  const faithful = slugs.every(
    (part, index) => part !== '' && part === parts[index]?.replace(/^test\./, 'test-'),
  );
  const name = slugs.filter((part) => part !== '').join('-');
  if (faithful && name.length <= maxLength) return name;
  const hash = shortHash(JSON.stringify(parts));
  const start = name.slice(0, maxLength - hash.length - 1).replace(/[-_]+$/, '');
  return start === '' ? `stack-${hash}` : `${start}-${hash}`;
}

/** Makes an identity with its compose project name. */
export const stackIdentity = (given: Omit<StackIdentity, 'composeProject'>): StackIdentity => ({
  ...given,
  composeProject: composeProjectName(given),
});
