import { readFile } from 'node:fs/promises';
import type { Agent as HttpAgent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { DockerContext, TlsFiles } from './contexts.ts';
import { dial, dialDuplex, type EngineRequest } from './dial.ts';
import { dockerFolders, findDocker } from './find-docker.ts';
import { loadDockerode } from './load-dockerode.ts';
import { mapDockerError, tooSlow } from './map-docker-error.ts';
import { negotiateApi } from './negotiate-api.ts';
import type { OpenSshOptions } from './ssh/open-ssh.ts';

export interface GetOptions {
  /** How long the answer may take, in milliseconds; 5 s by default, 20 s behind ssh. */
  readonly withinMs?: number | undefined;
}

/** A connection to one engine. Whoever made it closes it. */
export interface Engine {
  readonly context: DockerContext;
  /** The engine's own version: "20.10.24". */
  readonly version: string;
  /** The API version spoken with it: "1.41". */
  readonly api: string;
  /**
   * Reads a path of the API ("/info") and validates the answer.
   * @throws BacklotError as `mapDockerError` says; `docker-unreachable` when it takes too long.
   */
  readonly get: <T>(
    path: string,
    answer: z.ZodType<T>,
    signal: AbortSignal,
    options?: GetOptions,
  ) => Promise<T>;
  /**
   * Makes any call of the API and validates the answer; an empty one is `undefined`.
   * @throws BacklotError as `get` does; a refusal has its `statusCode` in the details.
   */
  readonly call: <T>(
    request: EngineRequest,
    answer: z.ZodType<T>,
    signal: AbortSignal,
    options?: GetOptions,
  ) => Promise<T>;
  /**
   * Makes a call whose answer is read as it comes. The time limit is for its beginning; the signal
   * destroys it. What its reading throws goes through `mapError`.
   */
  readonly stream: (request: EngineRequest, signal: AbortSignal, options?: GetOptions) => Promise<Readable>;
  /** Makes a call that takes the connection over (attach, exec): what is written goes to the other end. */
  readonly duplex: (request: EngineRequest, signal: AbortSignal, options?: GetOptions) => Promise<Duplex>;
  /** The error in words behind what a stream of this engine threw. */
  readonly mapError: (error: unknown) => Promise<BacklotError>;
  readonly close: () => void;
}

/** The library's types leave out the agent that its modem takes. */
type LibraryOptions = Docker.DockerOptions & { readonly agent: HttpAgent };

const versionAnswer = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  MinAPIVersion: z.string().optional(),
});

/** Behind ssh each connection is a program that starts on the host. */
const defaultWithinMs = { near: 5000, ssh: 20_000 } as const;

const cancelled = (cause: unknown): BacklotError =>
  new BacklotError('cancelled', 'The call to Docker was cancelled.', { cause });

async function readTls(tls: TlsFiles, context: string): Promise<AgentOptions> {
  const read = async (name: string): Promise<Buffer | undefined> => {
    const file = join(tls.directory, name);
    try {
      return await readFile(file);
    } catch (error) {
      // Each of the three may be absent: a server may ask for no client certificate, or be known to the system.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw new BacklotError('config-invalid', `${file} (Docker context ${context}) can't be read.`, {
        hint: 'Give yourself the right to read it, or make the context again.',
        cause: error,
      });
    }
  };
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { ca, cert, key, rejectUnauthorized: tls.verify, keepAlive: true };
}

/**
 * Makes the client. The library reads DOCKER_HOST in its constructor, throws over a malformed one and
 * prefers it to what it is given; it is hidden from it for that (synchronous) moment.
 */
function construct(Library: typeof Docker, options: LibraryOptions): Docker {
  const hidden = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    return new Library(options);
  } finally {
    if (hidden !== undefined) process.env.DOCKER_HOST = hidden;
  }
}

async function connectionOptions(
  context: DockerContext,
  ssh: OpenSshOptions | undefined,
  signal: AbortSignal,
): Promise<{ readonly options: LibraryOptions; readonly close: () => void }> {
  const { endpoint, tls, name } = context;
  // Loaded when an engine is asked: with them comes all of Node's fetch, a tenth of the core's start.
  const plainAgent = async (): Promise<HttpAgent> =>
    new (await import('node:http')).Agent({ keepAlive: true });
  const tlsAgent = async (files: TlsFiles): Promise<HttpAgent> =>
    new (await import('node:https')).Agent(await readTls(files, name));
  switch (endpoint.kind) {
    case 'unusable':
      throw endpoint.error;
    case 'ssh': {
      const { agent, close } = await (await import('./ssh/open-ssh.ts')).openSsh(context, signal, ssh);
      // The host is in the agent alone.
      return { options: { host: 'docker.example', port: 80, protocol: 'http', agent }, close };
    }
    case 'unix':
    case 'npipe': {
      const agent = await plainAgent();
      return { options: { socketPath: endpoint.path, agent }, close: () => agent.destroy() };
    }
    case 'tcp': {
      const agent = await (tls ? tlsAgent(tls) : plainAgent());
      const { host, port } = endpoint;
      return {
        options: { host, port, protocol: tls ? 'https' : 'http', agent },
        close: () => agent.destroy(),
      };
    }
  }
}

/** Undefined for what is not JSON: the wrong shape for whatever was asked. */
function parseJson(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}

/**
 * Connects to a context's engine and agrees on an API version with it.
 * @throws BacklotError `docker-missing`, `docker-unreachable`, `docker-permission`, `docker-too-old`,
 * `docker-failed`, `host-untrusted` (ssh), `config-invalid`, or `cancelled`.
 */
export async function connectEngine(
  context: DockerContext,
  signal: AbortSignal,
  options: GetOptions & { readonly folders?: readonly string[]; readonly ssh?: OpenSshOptions } = {},
): Promise<Engine> {
  const connection = await connectionOptions(context, options.ssh, signal);
  const docker = construct(await loadDockerode(), connection.options);
  const usual = context.endpoint.kind === 'ssh' ? defaultWithinMs.ssh : defaultWithinMs.near;
  const { withinMs: usualMs = usual } = options;

  const toError = async (error: unknown): Promise<BacklotError> => {
    const folders = options.folders ?? dockerFolders(process.env, process.platform);
    const installed = (await findDocker(folders, process.platform)) !== undefined;
    return mapDockerError(error, { context, installed });
  };

  /** Runs a call under a time limit that ends with the call's own promise. */
  const within = async <T>(
    ms: number,
    callSignal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    if (callSignal.aborted) throw cancelled(callSignal.reason);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('too slow')), ms);
    try {
      return await work(AbortSignal.any([callSignal, late.signal]));
    } catch (error) {
      if (callSignal.aborted) throw cancelled(error);
      throw late.signal.aborted ? tooSlow(ms, { context }) : await toError(error);
    } finally {
      clearTimeout(timer);
    }
  };

  const call: Engine['call'] = async (request, answer, callSignal, { withinMs = usualMs } = {}) => {
    const said = await within(withinMs, callSignal, async (signal) =>
      parseJson(await text(await dial(docker, request, signal))),
    );
    const parsed = answer.safeParse(said);
    if (parsed.success) return parsed.data;
    throw new BacklotError(
      'docker-failed',
      `What answers at ${context.address} (context ${context.name}) is not a Docker engine: its answer to ${request.path} has the wrong shape.`,
      {
        hint: `Check the address of the Docker context "${context.name}".`,
        details: { context: context.name, address: context.address, path: request.path },
        cause: parsed.error,
      },
    );
  };

  try {
    const version = await call({ method: 'GET', path: '/version' }, versionAnswer, signal);
    const api = negotiateApi(
      { version: version.Version, api: version.ApiVersion, oldest: version.MinAPIVersion },
      context.name,
    );
    const versioned = (request: EngineRequest): EngineRequest => ({
      ...request,
      path: `/v${api}${request.path}`,
    });
    return {
      context,
      version: version.Version,
      api,
      get: (path, ...rest) => call(versioned({ method: 'GET', path }), ...rest),
      call: (request, ...rest) => call(versioned(request), ...rest),
      stream: (request, callSignal, { withinMs = usualMs } = {}) =>
        within(withinMs, callSignal, (own) => dial(docker, versioned(request), own)),
      duplex: (request, callSignal, { withinMs = usualMs } = {}) =>
        within(withinMs, callSignal, (own) => dialDuplex(docker, versioned(request), own)),
      mapError: toError,
      close: connection.close,
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}
