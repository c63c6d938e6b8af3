import { existsSync, readFileSync } from 'node:fs';
import { findExecutable } from '../process/find-executable.ts';

/** The facts about this machine that decide what may be done to it. */
export interface PlatformFacts {
  readonly platform: string;
  /** Family of the Linux distribution; `other` elsewhere too. */
  readonly family: LinuxFamily;
  readonly distribution: string;
  readonly codename: string;
  readonly root: boolean;
  /** True when systemd runs the machine, not merely when it is installed. */
  readonly systemd: boolean;
  readonly apt: boolean;
}

export type LinuxFamily = 'debian' | 'fedora' | 'arch' | 'suse' | 'other';

/** Reads the facts; changes nothing. */
export function observePlatform(): PlatformFacts {
  const release = parseOsRelease(
    existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
  );
  return {
    platform: process.platform,
    ...release,
    root: process.getuid?.() === 0,
    systemd: process.platform === 'linux' && existsSync('/run/systemd/system'),
    apt: findExecutable('apt-get') !== undefined,
  };
}

/** Reads distribution, family and codename out of an `os-release` file. */
export function parseOsRelease(text: string): Pick<PlatformFacts, 'family' | 'distribution' | 'codename'> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([A-Z_]+)=(["']?)(.*)\2\s*$/.exec(line.trim());
    if (match?.[1] !== undefined && match[3] !== undefined) fields.set(match[1], match[3]);
  }
  const distribution = fields.get('ID') ?? '';
  const likes = [distribution, ...(fields.get('ID_LIKE') ?? '').split(/\s+/)];
  const family = likes.map((id) => FAMILIES[id]).find((found) => found !== undefined) ?? 'other';
  return { family, distribution, codename: fields.get('VERSION_CODENAME') ?? '' };
}

const FAMILIES: Readonly<Record<string, LinuxFamily>> = {
  debian: 'debian',
  ubuntu: 'debian',
  fedora: 'fedora',
  rhel: 'fedora',
  centos: 'fedora',
  arch: 'arch',
  suse: 'suse',
  opensuse: 'suse',
};
