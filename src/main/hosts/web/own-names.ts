import { isIPv6 } from 'node:net';
import { BacklotError } from '../../../shared/errors.ts';

/** The `Host` values this host answers to, lower case. */
export interface OwnNames {
  readonly local: ReadonlySet<string>;
  /** Names under which a reverse proxy shows the host, over http or https. */
  readonly public: ReadonlySet<string>;
}

const loopback = new Set(['127.0.0.1', '::1']);
const anywhere = new Set(['0.0.0.0', '::']);

/** True for an address that only this machine can reach. */
export const isLoopback = (bind: string): boolean => loopback.has(bind);

/** An address as it stands in a URL. */
export const bracketed = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

/** Where a browser on this machine finds a host bound to an address. */
export const originAt = (bind: string, port: number): string =>
  `http://${bracketed(anywhere.has(bind) ? '127.0.0.1' : bind)}:${port}`;

function checked(name: string): string {
  const lower = name.toLowerCase();
  const url = URL.parse(`https://${lower}`);
  if (url?.host === lower && /^[\w.:[\]-]+$/.test(lower)) return lower;
  throw new BacklotError('invalid-input', `"${name}" is not a host name.`, {
    hint: 'Give the name as browsers send it: dev.example.com or dev.example.com:8443.',
  });
}

/**
 * The names of a host bound to an address and port; a wildcard address adds none of itself.
 * @throws BacklotError `invalid-input` for a public name that is none.
 */
export function ownNames(bind: string, port: number, publicHosts: readonly string[]): OwnNames {
  const addresses = new Set(['127.0.0.1', 'localhost', '[::1]']);
  if (!anywhere.has(bind)) addresses.add(bracketed(bind).toLowerCase());
  // Browsers leave the default port out.
  const suffixes = port === 80 ? ['', ':80'] : [`:${port}`];
  return {
    local: new Set([...addresses].flatMap((address) => suffixes.map((suffix) => address + suffix))),
    public: new Set(publicHosts.map(checked)),
  };
}

/** True when an `Origin` is the page of the very host that the request names. */
export const isOwnOrigin = (origin: string, host: string, names: OwnNames): boolean =>
  origin === `http://${host}` || (names.public.has(host) && origin === `https://${host}`);
