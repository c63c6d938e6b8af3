import type { GitHead } from '../../../shared/model/project.ts';
import { runGit } from './run-git.ts';

interface Status {
  readonly branch?: string;
  readonly commit?: string;
  readonly dirty: boolean;
}

function parseStatus(text: string): Status {
  const lines = text.split('\0').filter((line) => line !== '');
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const branch = header('head');
  const commit = header('oid');
  return {
    ...(branch !== undefined && branch !== '(detached)' ? { branch } : {}),
    ...(commit !== undefined && commit !== '(initial)' ? { commit } : {}),
    dirty: lines.some((line) => !line.startsWith('# ')),
  };
}

/** The head of the repository around a folder; undefined outside one. */
export async function gitHead(folder: string, signal: AbortSignal): Promise<GitHead | undefined> {
  const status = await runGit({
    operation: 'read the state of the work tree',
    folder,
    args: ['status', '--porcelain=v2', '--branch', '--untracked-files=normal', '-z'],
    signal,
    expected: ['not-a-repository'],
  });
  if (status === undefined) return undefined;
  const { commit, ...rest } = parseStatus(status);
  if (commit === undefined) return rest;
  const log = await runGit({
    operation: 'read the head commit',
    folder,
    args: ['log', '-1', '--no-show-signature', '--format=%ct%x00%s', commit],
    signal,
  });
  const [seconds = '', subject = ''] = log?.replace(/\n$/, '').split('\0') ?? [];
  return { ...rest, commit, subject, committedAt: Number(seconds) * 1000 };
}
