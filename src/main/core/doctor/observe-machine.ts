import { access, readFile } from 'node:fs/promises';
import { hostname, release } from 'node:os';

export type LinuxFamily = 'debian' | 'fedora' | 'arch' | 'other';

/** The facts about this machine that decide which command mends what. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The family of the Linux distribution; `other` elsewhere too. */
  readonly family: LinuxFamily;
  readonly root: boolean;
  /** True when systemd runs the machine, not merely when it is installed. */
  readonly systemd: boolean;
  /** True when Docker came with a script for `service`. */
  readonly initScript: boolean;
  readonly hostname: string;
  /** The kernel's release: "6.1.0-28-amd64". */
  readonly kernel: string;
}

const families: Readonly<Record<string, LinuxFamily>> = {
  debian: 'debian',
  ubuntu: 'debian',
  fedora: 'fedora',
  rhel: 'fedora',
  centos: 'fedora',
  arch: 'arch',
  archlinux: 'arch',
};

/** The family that an `os-release` file speaks of. */
export function linuxFamily(osRelease: string): LinuxFamily {
  const field = (name: string): string =>
    new RegExp(`^${name}=["']?([^"'\\n]*)["']?\\s*$`, 'm').exec(osRelease)?.[1] ?? '';
  const names = [field('ID'), ...field('ID_LIKE').split(/\s+/)];
  return names.map((name) => families[name]).find((family) => family !== undefined) ?? 'other';
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Reads the facts; changes nothing. */
export async function observeMachine(signal: AbortSignal): Promise<Machine> {
  const [osRelease, systemd, initScript] = await Promise.all([
    readFile('/etc/os-release', { encoding: 'utf8', signal }).catch(() => ''),
    exists('/run/systemd/system'),
    exists('/etc/init.d/docker'),
  ]);
  signal.throwIfAborted();
  const linux = process.platform === 'linux';
  return {
    platform: process.platform,
    family: linux ? linuxFamily(osRelease) : 'other',
    root: process.getuid?.() === 0,
    systemd: linux && systemd,
    initScript: linux && initScript,
    hostname: hostname(),
    kernel: release(),
  };
}
