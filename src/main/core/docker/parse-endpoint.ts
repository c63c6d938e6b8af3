import { BacklotError } from '../../../shared/errors.ts';

/** Where a context's engine answers. `ssh` is recognised; `unusable` says in words why it can't be used. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'ssh'; readonly address: string }
  | { readonly kind: 'unusable'; readonly error: BacklotError };

const unusable = (address: string, place: string, why: string): Endpoint => ({
  kind: 'unusable',
  error: new BacklotError(
    'config-invalid',
    `${place.charAt(0).toUpperCase()}${place.slice(1)} holds "${address}", ${why}.`,
    {
      hint: `Correct ${place}: an address looks like unix:///var/run/docker.sock or tcp://127.0.0.1:2375.`,
    },
  ),
});

function tcp(address: string, rest: string, place: string, tls: boolean): Endpoint {
  // With the http scheme the URL parser checks host and port for us; the scheme itself is never used.
  const url = URL.parse(`http://${rest}`);
  if (!url?.hostname) return unusable(address, place, 'which is not a host and a port');
  if (url.pathname !== '/' || url.search || url.hash || url.username)
    return unusable(address, place, 'which has more than a host and a port');
  // The parser drops :80 as the scheme's own port.
  const port = url.port ? Number(url.port) : /:0*80\/?$/.test(rest) ? 80 : tls ? 2376 : 2375;
  if (port === 0) return unusable(address, place, 'whose port is 0');
  return { kind: 'tcp', host: url.hostname.replace(/^\[|\]$/g, ''), port };
}

/**
 * Reads an address as the Docker CLI writes it. `place` names where it was found, for the words of a
 * wrong one; `tls` picks the default port. Never throws: a wrong address becomes `unusable`.
 */
export function parseEndpoint(address: string, place: string, tls = false): Endpoint {
  const [scheme, rest] = address.includes('://')
    ? [address.slice(0, address.indexOf('://')), address.slice(address.indexOf('://') + 3)]
    : ['tcp', address];
  switch (scheme) {
    case 'unix':
      return rest.startsWith('/')
        ? { kind: 'unix', path: rest }
        : unusable(address, place, 'whose socket is not an absolute path');
    case 'npipe':
      return rest ? { kind: 'npipe', path: rest } : unusable(address, place, 'which does not name a pipe');
    case 'ssh':
      return rest ? { kind: 'ssh', address } : unusable(address, place, 'which does not name a host');
    case 'tcp':
      return tcp(address, rest, place, tls);
    default:
      return unusable(address, place, `whose kind "${scheme}" no Docker client knows`);
  }
}
