import type { Fact } from './fact.ts';

/** What is in an image, for every container made from it. */
export interface ImageContent {
  readonly id: string;
  /** "name@sha256:…" of each registry it came from. */
  readonly digests: readonly string[];
  readonly architecture: string;
  /** The commit that it says it was built from. */
  readonly revision?: string | undefined;
  /** "Debian GNU/Linux 12 (bookworm)". */
  readonly release?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Version by name; absent where no list of packages could be read. */
  readonly packages?: ReadonlyMap<string, string> | undefined;
}

const short = (id: string): string => id.replace(/^.*sha256:/, '').slice(0, 7);

/** The image behind a service and what is in it, as facts. Pure. */
export function imageFacts(service: string, ref: string, image: ImageContent): readonly Fact[] {
  const { id, digests, architecture, revision, release, timeZone, packages } = image;
  const plain = digests.map((digest) => digest.slice(digest.indexOf('@') + 1));
  return [
    { service, aspect: 'image', key: '', value: id, also: plain, shown: `${ref} ${short(id)}` },
    { service, aspect: 'os', key: 'architecture', value: architecture },
    ...(revision === undefined
      ? []
      : [{ service, aspect: 'commit', key: '', value: revision, shown: revision.slice(0, 7) } as const]),
    ...(release === undefined ? [] : [{ service, aspect: 'os', key: 'release', value: release } as const]),
    ...(timeZone === undefined
      ? []
      : [{ service, aspect: 'locale', key: '/etc/timezone', value: timeZone } as const]),
    ...[...(packages ?? [])].map(([key, value]): Fact => ({ service, aspect: 'package', key, value })),
  ];
}

/** The name of a release in os-release. */
export const releaseOf = (text: string): string | undefined =>
  /^PRETTY_NAME=(["']?)(.+)\1\s*$/m.exec(text)?.[2];

/** Packages of dpkg's status file: those that are installed. */
export function debianPackages(status: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of status.split('\n\n')) {
    if (!/^Status: .* installed$/m.test(entry)) continue;
    const name = /^Package: (.+)$/m.exec(entry)?.[1];
    const version = /^Version: (.+)$/m.exec(entry)?.[1];
    if (name !== undefined && version !== undefined) found.set(name, version);
  }
  return found;
}

/** Packages of Alpine's list of what is installed. */
export function alpinePackages(installed: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of installed.split('\n\n')) {
    const name = /^P:(.+)$/m.exec(entry)?.[1];
    const version = /^V:(.+)$/m.exec(entry)?.[1];
    if (name !== undefined && version !== undefined) found.set(name, version);
  }
  return found;
}
