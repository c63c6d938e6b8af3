/** The documentation of the tools that the product speaks of. */
const allowedHosts: ReadonlySet<string> = new Set([
  'docs.docker.com',
  'www.docker.com',
  'git-scm.com',
  'docs.github.com',
  'github.com',
  'www.postgresql.org',
]);

/** What Help → Compose file reference opens. */
export const documentationLink = 'https://docs.docker.com/reference/compose-file/';

/**
 * The address to hand to the system's browser, parsed and written out again; `undefined` for whatever is not
 * https, names a user or a port, or is not on the list of hosts.
 */
export function externalLink(address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username || url.password || url.port) return undefined;
  return allowedHosts.has(url.hostname) ? url.href : undefined;
}
