import { gitHead } from './head.ts';
import { listBranches } from './list-branches.ts';
import { runGit } from './run-git.ts';

/**
 * The branch that the others are merged into: what the remote "origin" says, else `main` or `master`,
 * else the present one. Undefined outside a repository, and with a detached head and no such branch.
 */
export async function mainBranch(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const remote = await runGit({
    operation: "read the remote's main branch",
    folder,
    args: ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'],
    signal,
    expected: ['not-a-repository', 'not-found'],
  });
  if (remote !== undefined) return remote.trim().replace(/^origin\//, '');
  const names = (await listBranches(folder, signal)).map(({ name }) => name);
  const usual = ['main', 'master'].find((name) => names.includes(name));
  return usual ?? (await gitHead(folder, signal))?.branch;
}
