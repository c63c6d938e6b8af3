import { runGit } from './run-git.ts';

/** Makes a folder the root of a new repository whose first branch is `branch`. */
export async function gitInit(folder: string, branch: string, signal: AbortSignal): Promise<void> {
  await runGit({
    operation: 'start a repository',
    folder,
    args: ['init', '--quiet', `--initial-branch=${branch}`],
    signal,
  });
}
