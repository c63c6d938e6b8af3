import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { composeFilesIn } from './compose-files.ts';
import { pathExists } from './path-exists.ts';

/** The one name of the configuration file. */
export const configName = 'backlot.yaml';

/** A folder that is a project, or that `backlot init` can make one. */
export interface FoundProject {
  /** Absolute, without symbolic links: one project has one path. */
  readonly path: string;
  readonly state: 'configured' | 'uninitialised';
}

/** The folder and those above it, up to the root. */
function upwards(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

async function realFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw new BacklotError('invalid-input', `${JSON.stringify(path)} is not an absolute path.`, {
      hint: 'Give the whole path of the folder.',
    });
  }
  try {
    const real = await realpath(path);
    return (await stat(real)).isDirectory() ? real : dirname(real);
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && error.code === 'EACCES';
    throw denied
      ? new BacklotError('forbidden', `The folder ${path} can't be read.`, {
          hint: 'Give yourself permission to read it, or choose another folder.',
          cause: error,
        })
      : new BacklotError('project-not-found', `There is no folder ${path}.`, {
          hint: 'Choose a folder that exists.',
          cause: error,
        });
  }
}

/**
 * The project at or above a folder (or file): where backlot.yaml is, else the root of the git
 * repository, else the nearest folder with a compose file.
 * @throws BacklotError `project-not-found`, `forbidden`, `invalid-input` (a relative path).
 */
export async function findProject(path: string, signal: AbortSignal): Promise<FoundProject> {
  const folder = await realFolder(path);
  const folders = upwards(folder);
  for (const candidate of folders) {
    signal.throwIfAborted();
    if (await pathExists(join(candidate, configName))) return { path: candidate, state: 'configured' };
  }
  for (const candidate of folders) {
    // A file in linked work trees and submodules, a folder elsewhere.
    if (await pathExists(join(candidate, '.git'))) return { path: candidate, state: 'uninitialised' };
  }
  for (const candidate of folders) {
    if ((await composeFilesIn(candidate, signal)).length > 0) {
      return { path: candidate, state: 'uninitialised' };
    }
  }
  throw new BacklotError('project-not-found', `There is no project at ${folder} or above it.`, {
    hint: 'Choose a folder with a backlot.yaml, a compose file or a git repository.',
    details: { path: folder },
  });
}
