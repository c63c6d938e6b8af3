import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { findExecutable } from '../../../../../scripts/process/find-executable.ts';

/** Why tests can have no network namespace of their own here, with these programs; undefined where they can. */
export function noNamespace(
  programs: readonly string[],
  tryInside?: (name: string) => void,
): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root of a Linux machine can';
  const missing = ['ip', ...programs].find((one) => findExecutable(one) === undefined);
  if (missing !== undefined) return `there is no "${missing}" here`;
  const name = `bn${randomBytes(4).toString('hex')}`;
  try {
    execFileSync('ip', ['netns', 'add', name], { stdio: 'pipe' });
    tryInside?.(name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'it was refused';
  } finally {
    spawnSync('ip', ['netns', 'delete', name], { stdio: 'ignore' });
  }
}
