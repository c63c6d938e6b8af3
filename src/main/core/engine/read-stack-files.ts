import { readFile } from 'node:fs/promises';
import { BacklotError } from '../../../shared/errors.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { StackFiles } from './desired.ts';

/** The path of a seccomp profile in a `security_opt`; undefined for any other, and for the engine's own. */
export function seccompPath(option: string): string | undefined {
  const path = /^seccomp[=:](.+)$/s.exec(option)?.[1];
  return path === undefined || path === 'unconfined' || path === 'builtin' || path.startsWith('{')
    ? undefined
    : path;
}

/** Reads what a model names and the engine wants to have by value. @throws BacklotError `config-invalid`. */
export async function readStackFiles(
  model: Pick<ComposeModel, 'services'>,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<StackFiles> {
  const paths = new Set(
    Object.values(model.services).flatMap(({ security_opt = [] }) =>
      security_opt.flatMap((option) => seccompPath(option) ?? []),
    ),
  );
  const contents: Record<string, string> = {};
  for (const path of paths) {
    try {
      contents[path] = await readFile(path, { encoding: 'utf8', signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new BacklotError('config-invalid', `The seccomp profile ${path} can't be read.`, {
        hint: 'Correct its path under "security_opt".',
        details: { path },
        cause: error,
      });
    }
  }
  return { env, contents };
}
