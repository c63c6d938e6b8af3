import type { Port } from './model.ts';

export type ParsedPort =
  | { readonly kind: 'ports'; readonly ports: readonly Port[] }
  | { readonly kind: 'broken'; readonly why: string };

interface Range {
  readonly first: number;
  readonly last: number;
}

const protocols = new Set(['tcp', 'udp', 'sctp']);
const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** A port or a range as written: "80", "8000-8010"; undefined when it is neither. */
export function parsePortRange(text: string): Range | undefined {
  const [, low = '', high = low] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (low === '') return undefined;
  const first = Number(low);
  const last = Number(high);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}

const isAddress = (text: string): boolean =>
  text.includes(':')
    ? /^[0-9a-fA-F:.]+(%[\w.-]+)?$/.test(text)
    : (ipv4.exec(text)?.slice(1) ?? ['999']).every((part) => Number(part) <= 255);

/** [address:][host:]container, the address in brackets where it has colons. */
function splitParts(text: string): readonly [address: string, host: string, container: string] {
  const last = text.lastIndexOf(':');
  if (last === -1) return ['', '', text];
  const container = text.slice(last + 1);
  const before = text.slice(0, last);
  const middle = before.lastIndexOf(':');
  if (middle === -1) return ['', before, container];
  return [before.slice(0, middle).replace(/^\[(.*)\]$/, '$1'), before.slice(middle + 1), container];
}

const broken = (why: string): ParsedPort => ({ kind: 'broken', why });

/**
 * A short port form ("80", "8080:80", "127.0.0.1:5000-5002:5000-5002/udp", "[::1]:80:80") as one port
 * for each container port, in compose's order (as text: 100 before 99).
 */
export function parsePort(text: string): ParsedPort {
  const slash = text.indexOf('/');
  const protocol = (slash === -1 ? 'tcp' : text.slice(slash + 1)).toLowerCase();
  const [address, host, container] = splitParts(slash === -1 ? text : text.slice(0, slash));
  if (!protocols.has(protocol)) return broken(`"${protocol}" is not a protocol: it is tcp, udp or sctp.`);
  if (address !== '' && !isAddress(address)) return broken(`"${address}" is not an IP address.`);
  if (container === '') return broken('The port of the container is missing.');
  const inside = parsePortRange(container);
  if (!inside) return broken(`"${container}" is not a port of the container: it is 0 to 65535, or a range.`);
  const outside = host === '' ? undefined : parsePortRange(host);
  if (host !== '' && !outside) return broken(`"${host}" is not a port: it is 0 to 65535, or a range.`);
  const length = inside.last - inside.first;
  // Many on the host for one in the container: the engine takes the first that is free.
  const choice = outside !== undefined && length === 0 && outside.last > outside.first;
  if (outside && !choice && outside.last - outside.first !== length) {
    return broken(`The ranges ${host} and ${container} are not of one length.`);
  }
  const ports = Array.from({ length: length + 1 }, (_, index): Port => {
    const published = outside && (choice ? host : String(outside.first + index));
    return {
      mode: 'ingress',
      ...(address === '' ? {} : { host_ip: address }),
      target: inside.first + index,
      ...(published === undefined ? {} : { published }),
      protocol,
    };
  });
  return { kind: 'ports', ports: ports.toSorted((a, b) => compareText(String(a.target), String(b.target))) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
