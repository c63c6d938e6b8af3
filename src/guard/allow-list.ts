/** Ports that an entry without one opens. */
const usual: readonly number[] = [80, 443];

const splitEntry = (entry: string): { readonly host: string; readonly port: number | undefined } => {
  const [, host = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) };
};

const bare = (host: string): string => host.toLowerCase().replace(/\.$/, '');

function matchesHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  return host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1;
}

/** True where an entry means a host. "*.example.com" is every name below example.com, not itself. */
export const meansName = (entry: string, host: string): boolean =>
  matchesHost(splitEntry(entry).host, bare(host));

/** True where an entry means a host at a port: one without a port means 80 and 443. */
export function means(entry: string, host: string, port: number): boolean {
  const { host: pattern, port: own } = splitEntry(entry);
  return matchesHost(pattern, bare(host)) && (own === undefined ? usual.includes(port) : own === port);
}

/** True where a host may be asked for by name. */
export const isAllowedName = (allow: readonly string[], host: string): boolean =>
  allow.some((entry) => meansName(entry, host));

/** True where a host may be reached at a port. */
export const isAllowed = (allow: readonly string[], host: string, port: number): boolean =>
  allow.some((entry) => means(entry, host, port));
