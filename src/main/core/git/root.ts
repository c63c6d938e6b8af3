import { runGit } from './run-git.ts';

/** The root folder of the work tree around a folder, absolute; undefined outside one and in a bare repository. */
export async function gitRoot(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const text = await runGit({
    operation: 'find the root of the repository',
    folder,
    args: ['rev-parse', '--show-toplevel'],
    signal,
    expected: ['not-a-repository'],
  });
  return text?.replace(/\r?\n$/, '');
}
