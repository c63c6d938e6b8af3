import type { AptSource } from './parse-apt-sources.ts';

/** What a Debian base image is made from: the mirror to bootstrap with, and the sources the image gets. */
export interface DebianSources {
  readonly mirror: string;
  readonly main: AptSource;
  readonly all: readonly AptSource[];
}

/**
 * Picks the machine's own Debian archive sources, moved to `release`; undefined when it has none over HTTP.
 * Third-party sources are left out: the base image is Debian's alone.
 */
export function chooseDebianSources(
  sources: readonly AptSource[],
  codename: string,
  release: string,
): DebianSources | undefined {
  const wanted = new Map([
    [codename, release],
    [`${codename}-updates`, `${release}-updates`],
    [`${codename}-security`, `${release}-security`],
  ]);
  const all = sources.flatMap((source) => {
    const uris = source.uris.filter((uri) => /^https?:\/\//.test(uri));
    const suites = source.suites.flatMap((suite) => wanted.get(suite) ?? []);
    if (uris.length === 0 || suites.length === 0 || !source.components.includes('main')) return [];
    return [{ ...source, uris, suites, components: ['main'] }];
  });
  const main = all.find((source) => source.suites.includes(release));
  const mirror = main?.uris[0];
  return main === undefined || mirror === undefined ? undefined : { mirror, main, all };
}
