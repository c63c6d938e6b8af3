import { resolve } from 'node:path';
import { runGit } from './run-git.ts';

/** Where git keeps a work tree's own state (HEAD, index) and what all work trees share (refs); absolute. */
export interface GitFolders {
  readonly own: string;
  readonly common: string;
}

/** The folders of the repository around a folder; undefined outside one. */
export async function gitFolders(folder: string, signal: AbortSignal): Promise<GitFolders | undefined> {
  const text = await runGit({
    operation: 'find the folder of the repository',
    folder,
    args: ['rev-parse', '--absolute-git-dir', '--git-common-dir'],
    signal,
    expected: ['not-a-repository'],
  });
  const [own, common] = text?.split(/\r?\n/) ?? [];
  return own && common ? { own, common: resolve(folder, common) } : undefined;
}
