import { BacklotError } from '../../../shared/errors.ts';
import { runGit } from './run-git.ts';

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Commits everything in the folder as it stands and gives the commit's full id. Runs no hooks, signs nothing. */
export async function commitAll(
  folder: string,
  message: string,
  author: Author,
  signal: AbortSignal,
): Promise<string> {
  const config = [`user.name=${author.name}`, `user.email=${author.email}`];
  await runGit({ operation: 'stage the files', folder, args: ['add', '--all'], signal });
  await runGit({
    operation: 'commit',
    folder,
    args: ['commit', '--quiet', '--no-verify', '-m', message],
    signal,
    config,
  });
  const id = await runGit({ operation: 'read the commit', folder, args: ['rev-parse', 'HEAD'], signal });
  if (id === undefined) throw new BacklotError('git-failed', `git made no commit in ${folder}.`);
  return id.trim();
}
