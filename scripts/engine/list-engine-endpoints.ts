import { posix } from 'node:path';
import { type EngineEndpoint, parseEndpoint } from './engine-endpoint.ts';

/** One place to look for an engine; `chosen` means the user named it, so no other place counts. */
export interface EngineCandidate {
  readonly endpoint: EngineEndpoint;
  readonly source: string;
  readonly chosen: boolean;
}

/** A Docker CLI context as its store on disk holds it. */
export interface StoredContext {
  readonly name: string;
  readonly host: string;
  readonly tlsDirectory?: string;
}

/** What decides where the Docker CLI, and so Backlot, looks for an engine. */
export interface EngineSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
  readonly currentContext?: string;
  readonly contexts: readonly StoredContext[];
}

/** The places to look, in the Docker CLI's order: DOCKER_HOST, DOCKER_CONTEXT, current context, usual sockets. */
export function listEngineEndpoints(settings: EngineSettings): readonly EngineCandidate[] {
  const { env, home } = settings;
  if (env.DOCKER_HOST) {
    const tls = env.DOCKER_TLS_VERIFY ? (env.DOCKER_CERT_PATH ?? posix.join(home, '.docker')) : undefined;
    return [{ endpoint: parseEndpoint(env.DOCKER_HOST, tls), source: 'DOCKER_HOST', chosen: true }];
  }
  const name = env.DOCKER_CONTEXT || settings.currentContext;
  if (name && name !== 'default') {
    const source = env.DOCKER_CONTEXT ? `DOCKER_CONTEXT ${name}` : `the current Docker context ${name}`;
    const stored = settings.contexts.find((context) => context.name === name);
    const endpoint: EngineEndpoint =
      stored === undefined
        ? { kind: 'unsupported', url: `context ${name}, which is not stored` }
        : parseEndpoint(stored.host, stored.tlsDirectory);
    return [{ endpoint, source, chosen: true }];
  }
  return usualSockets(settings).map((path) => ({
    endpoint: { kind: 'socket', path },
    source: path,
    chosen: false,
  }));
}

function usualSockets({ env, platform, home }: EngineSettings): readonly string[] {
  if (platform === 'win32') {
    return ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\dockerDesktopLinuxEngine'];
  }
  const desktop = [
    posix.join(home, '.docker/run/docker.sock'),
    posix.join(home, '.docker/desktop/docker.sock'),
    posix.join(home, '.colima/default/docker.sock'),
    posix.join(home, '.orbstack/run/docker.sock'),
    posix.join(home, '.rd/docker.sock'),
  ];
  const rootless = env.XDG_RUNTIME_DIR ? [posix.join(env.XDG_RUNTIME_DIR, 'docker.sock')] : [];
  return ['/var/run/docker.sock', ...rootless, ...desktop];
}
