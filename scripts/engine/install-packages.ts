import { runCommand } from '../process/run-command.ts';

/** Whether the packages are there now, or why not. */
export type InstallResult =
  | { readonly installed: true }
  | { readonly installed: false; readonly reason: string };

/** Installs Debian packages in one call without asking anything; needs root on a Debian-family machine. */
export async function installPackages(
  packages: readonly string[],
  signal: AbortSignal,
): Promise<InstallResult> {
  if (packages.length === 0) return { installed: true };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt may be at work just after boot; waiting for its lock beats failing on it.
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const update = await runCommand('apt-get', [...wait, 'update'], { signal, env });
  const install = await runCommand(
    'apt-get',
    [...wait, 'install', '-y', '--no-install-recommends', ...packages],
    { signal, env },
  );
  if (install.code === 0) return { installed: true };
  const text = `${update.code === 0 ? '' : update.stderr}${install.stderr}${install.stdout}`;
  const lines = text.trimEnd().split('\n').slice(-10).join('\n');
  return { installed: false, reason: `apt-get install ${packages.join(' ')} failed:\n${lines}` };
}
