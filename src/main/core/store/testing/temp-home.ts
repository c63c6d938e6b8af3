import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** For tests: an empty data directory with a space and non-ASCII letters in its path, removed at the end. */
export function tempHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backlot-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(folder, 'Données de Zoë');
  mkdirSync(home);
  return home;
}

export interface Mount {
  readonly path: string;
  readonly remount: (options: string) => void;
}

/** For tests: a file system of its own of some size, or `undefined` where this user may not mount one. */
export function tempMount(size: string): Mount | undefined {
  const path = mkdtempSync(join(tmpdir(), 'backlot-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', path], { stdio: 'ignore' });
    rmSync(path, { recursive: true, force: true });
  });
  return {
    path,
    remount: (options) => execFileSync('mount', ['-o', `remount,${options}`, path], { stdio: 'ignore' }),
  };
}
