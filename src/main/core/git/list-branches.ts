import { runGit } from './run-git.ts';

export interface GitBranch {
  readonly name: string;
  readonly commit: string;
  readonly subject: string;
  /** Milliseconds since the epoch. */
  readonly committedAt: number;
  /** True for the branch that this work tree is on. */
  readonly current: boolean;
}

const format = '%(HEAD)%00%(refname:lstrip=2)%00%(objectname)%00%(committerdate:unix)%00%(contents:subject)';

/** The local branches, last committed first; none outside a repository. */
export async function listBranches(folder: string, signal: AbortSignal): Promise<readonly GitBranch[]> {
  const text = await runGit({
    operation: 'list the branches',
    folder,
    args: ['for-each-ref', `--format=${format}`, '--sort=-committerdate', 'refs/heads'],
    signal,
    expected: ['not-a-repository'],
  });
  return (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [head = '', name = '', commit = '', seconds = '', subject = ''] = line.split('\0');
      return { name, commit, subject, committedAt: Number(seconds) * 1000, current: head === '*' };
    });
}
