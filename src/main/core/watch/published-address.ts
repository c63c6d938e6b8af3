import type { Endpoint } from '../docker/parse-endpoint.ts';

/** A port of a container as the engine lists it. */
export interface ListedPort {
  readonly IP?: string | undefined;
  readonly PrivatePort: number;
  readonly PublicPort?: number | undefined;
  readonly Type: string;
}

/** Where a service can be reached from this machine. */
export interface PublishedAddress {
  /** The port inside the container. */
  readonly target: number;
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  /** To open in a browser; undefined for what is no web page. */
  readonly url: string | undefined;
}

/** Well-known ports of what a browser has no use for. */
const notWeb = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1025, 1433, 1521, 1883, 2181, 3306, 4222, 5432,
  5672, 6379, 6432, 9042, 9092, 11211, 26257, 27017, 50051,
]);
const secure = new Set([443, 8443, 9443]);

/** "0.0.0.0" and "::" mean every address of the engine's machine. */
const isAny = (ip: string | undefined): boolean =>
  ip === undefined || ip === '' || ip === '0.0.0.0' || ip === '::';

function hostOf(ip: string | undefined, endpoint: Endpoint): string {
  const remote = endpoint.kind === 'tcp' ? endpoint.host : undefined;
  const local = remote === undefined || /^(?:localhost|127\.|::1$)/.test(remote);
  if (isAny(ip)) return local ? 'localhost' : remote;
  return ip === undefined || (local && (ip === '127.0.0.1' || ip === '::1')) ? 'localhost' : ip;
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Where a browser finds a published port; undefined for what is no web page. */
export function webAddress({
  target,
  protocol,
  host,
  port,
}: Pick<PublishedAddress, 'target' | 'protocol' | 'host' | 'port'>): string | undefined {
  if (protocol !== 'tcp' || notWeb.has(target)) return undefined;
  const scheme = secure.has(target) ? 'https' : 'http';
  const standard = (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  return `${scheme}://${bracketed(host)}${standard ? '' : `:${port}`}/`;
}

/** The addresses of a container's published ports, each once, by the port inside. */
export function publishedAddresses(
  ports: readonly ListedPort[],
  endpoint: Endpoint,
): readonly PublishedAddress[] {
  const addresses = new Map<string, PublishedAddress>();
  for (const { IP, PrivatePort: target, PublicPort: port, Type: protocol } of ports) {
    if (port === undefined || port === 0) continue;
    const host = hostOf(IP, endpoint);
    // The engine lists IPv4 and IPv6 of one port as two.
    const address = { target, protocol, host, port };
    addresses.set(`${host} ${port} ${protocol}`, { ...address, url: webAddress(address) });
  }
  return [...addresses.values()].sort((a, b) => a.target - b.target || a.port - b.port);
}
