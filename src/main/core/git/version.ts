import { BacklotError } from '../../../shared/errors.ts';
import { runGit } from './run-git.ts';

/**
 * The version of git: "2.39.5".
 * @throws BacklotError `git-missing`.
 */
export async function gitVersion(folder: string, signal: AbortSignal): Promise<string> {
  const text = await runGit({ operation: 'tell its version', folder, args: ['--version'], signal });
  // "git version 2.45.1.windows.1", "git version 2.39.5 (Apple Git-154)"
  const version = /git version (\d+\.\d+(?:\.\d+)?)/.exec(text ?? '')?.[1];
  if (version !== undefined) return version;
  throw new BacklotError('git-failed', `git told a version that is not one: ${JSON.stringify(text)}.`, {
    hint: 'Check that the git on the PATH is the real one.',
  });
}
