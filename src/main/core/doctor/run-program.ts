import { execFile } from 'node:child_process';

export type Ran =
  | { readonly kind: 'missing' }
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs a program without a shell to its end; `missing` when there is none of that name in the PATH. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd?: string },
  signal: AbortSignal,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...options, signal, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) resolve({ kind: 'ended', code: 0, stdout, stderr });
      else if (error.code === 'ENOENT') resolve({ kind: 'missing' });
      else if (typeof error.code === 'number') resolve({ kind: 'ended', code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}
