/** Where an engine listens; `tlsDirectory` holds ca.pem, cert.pem and key.pem. */
export type EngineEndpoint =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tlsDirectory?: string }
  | { readonly kind: 'unsupported'; readonly url: string };

/** Reads a Docker host URL (`unix://`, `npipe://`, `tcp://`, `http(s)://`); anything else is `unsupported`. */
export function parseEndpoint(url: string, tlsDirectory?: string): EngineEndpoint {
  if (url.startsWith('unix://')) return { kind: 'socket', path: url.slice('unix://'.length) };
  if (url.startsWith('npipe://')) {
    return { kind: 'socket', path: url.slice('npipe://'.length).replaceAll('/', '\\') };
  }
  if (!URL.canParse(url)) return { kind: 'unsupported', url };
  const parsed = new URL(url);
  if (!['tcp:', 'http:', 'https:'].includes(parsed.protocol)) return { kind: 'unsupported', url };
  // `tcp:` is no scheme URL knows, so an IPv6 host keeps its brackets, which a socket address must not have.
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const port = parsed.port === '' ? (tlsDirectory === undefined ? 2375 : 2376) : Number(parsed.port);
  return tlsDirectory === undefined ? { kind: 'tcp', host, port } : { kind: 'tcp', host, port, tlsDirectory };
}

/** The endpoint as a Docker host URL, for messages and `DOCKER_HOST`. */
export function formatEndpoint(endpoint: EngineEndpoint): string {
  switch (endpoint.kind) {
    case 'socket':
      return endpoint.path.startsWith('\\')
        ? `npipe://${endpoint.path.replaceAll('\\', '/')}`
        : `unix://${endpoint.path}`;
    case 'tcp': {
      const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
      return `tcp://${host}:${endpoint.port}`;
    }
    case 'unsupported':
      return endpoint.url;
  }
}
