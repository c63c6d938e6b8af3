import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import { type Endpoint, parseEndpoint } from './parse-endpoint.ts';

/** Where a TLS endpoint's ca.pem, cert.pem and key.pem are; read when it is connected to, not before. */
export interface TlsFiles {
  readonly directory: string;
  readonly verify: boolean;
}

/** A Docker Engine endpoint under the name that the Docker CLI has for it. */
export interface DockerContext {
  readonly name: string;
  /** The address as it was written; empty when none could be read. */
  readonly address: string;
  readonly endpoint: Endpoint;
  readonly tls?: TlsFiles | undefined;
  /** The one that commands without a context of their own use. */
  readonly current: boolean;
}

export interface DockerContexts {
  /** The current one first, then by name. */
  readonly contexts: readonly DockerContext[];
  /** What was wrong with the CLI's configuration itself. */
  readonly problems: readonly BacklotError[];
}

/** What decides where contexts are looked for. */
export interface ContextPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home directory. */
  readonly homedir: string;
  readonly platform: NodeJS.Platform;
}

type Found = Omit<DockerContext, 'current'>;

const configFile = z.object({ currentContext: z.string().optional() });
const metaFile = z.object({
  Name: z.string().min(1),
  Endpoints: z.object({
    docker: z.object({ Host: z.string().min(1), SkipTLSVerify: z.boolean().optional() }),
  }),
});

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Undefined when the file is not there. @throws BacklotError `config-invalid` naming the file. */
async function readJson<T>(file: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, { encoding: 'utf8', signal })));
    if (parsed.success) return parsed.data;
    throw new Error(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  } catch (error) {
    signal.throwIfAborted();
    if (errorCode(error) === 'ENOENT') return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw new BacklotError('config-invalid', `${file} can't be read: ${why}`, {
      hint: 'Correct the file, or remove the context with "docker context rm" and make it again.',
      details: { file },
      cause: error,
    });
  }
}

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');

async function defaultContext(places: ContextPlaces, configDirectory: string): Promise<Found> {
  const { env, homedir, platform } = places;
  if (env.DOCKER_HOST) {
    const verify = Boolean(env.DOCKER_TLS_VERIFY);
    const tls =
      verify || env.DOCKER_TLS ? { directory: env.DOCKER_CERT_PATH || configDirectory, verify } : undefined;
    const endpoint = parseEndpoint(env.DOCKER_HOST, 'DOCKER_HOST', tls !== undefined);
    return { name: 'default', address: env.DOCKER_HOST, endpoint, tls };
  }
  if (platform === 'win32') {
    const path = '//./pipe/docker_engine';
    return { name: 'default', address: `npipe://${path}`, endpoint: { kind: 'npipe', path } };
  }
  const system = '/var/run/docker.sock';
  // Docker Desktop keeps its socket in the home directory unless it was allowed to link the system's one.
  const own = join(homedir, '.docker', 'run', 'docker.sock');
  const path = !(await exists(system)) && (await exists(own)) ? own : system;
  return { name: 'default', address: `unix://${path}`, endpoint: { kind: 'unix', path } };
}

async function storedContext(
  configDirectory: string,
  entry: string,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const file = join(configDirectory, 'contexts', 'meta', entry, 'meta.json');
  try {
    const meta = await readJson(file, metaFile, signal);
    if (meta === undefined) return undefined;
    const { Host: address, SkipTLSVerify } = meta.Endpoints.docker;
    const directory = join(configDirectory, 'contexts', 'tls', hashOf(meta.Name), 'docker');
    const tls = (await exists(directory)) ? { directory, verify: SkipTLSVerify !== true } : undefined;
    const endpoint = parseEndpoint(address, `the context "${meta.Name}"`, tls !== undefined);
    return { name: meta.Name, address, endpoint, tls };
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    // The name is inside the broken file; the folder's is the only one left, shortened as the CLI shows ids.
    return { name: entry.slice(0, 12), address: '', endpoint: { kind: 'unusable', error } };
  }
}

async function storedContexts(configDirectory: string, signal: AbortSignal): Promise<readonly Found[]> {
  const entries = await readdir(join(configDirectory, 'contexts', 'meta')).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(entries.map((entry) => storedContext(configDirectory, entry, signal)));
  return found.filter((context) => context !== undefined);
}

const unknown = (name: string, place: string): Found => ({
  name,
  address: '',
  endpoint: {
    kind: 'unusable',
    error: new BacklotError(
      'docker-context-unknown',
      `${place} names the Docker context "${name}", which does not exist.`,
      {
        hint: 'List the contexts with "docker context ls" and choose one with "docker context use <name>".',
        details: { context: name },
      },
    ),
  },
});

/** Why a context is the current one, in the order in which the Docker CLI decides. */
function chooseCurrent(
  env: ContextPlaces['env'],
  configured: string | undefined,
): [name: string, place: string] {
  if (env.DOCKER_HOST) return ['default', 'DOCKER_HOST'];
  if (env.DOCKER_CONTEXT) return [env.DOCKER_CONTEXT, 'DOCKER_CONTEXT'];
  return [configured || 'default', "The Docker CLI's config.json"];
}

/**
 * Reads the Docker CLI's contexts; `default` is always among them. What is broken is named and does
 * not keep the others from being read.
 */
export async function readContexts(places: ContextPlaces, signal: AbortSignal): Promise<DockerContexts> {
  const configDirectory = places.env.DOCKER_CONFIG || join(places.homedir, '.docker');
  const problems: BacklotError[] = [];
  const noteProblem = (error: unknown): undefined => {
    if (!(error instanceof Error) || signal.aborted) throw error;
    problems.push(
      error instanceof BacklotError
        ? error
        : new BacklotError('config-invalid', `${configDirectory} can't be read: ${error.message}`, {
            hint: 'Give yourself the right to read it.',
            cause: error,
          }),
    );
  };
  const [config, stored, fallback] = await Promise.all([
    readJson(join(configDirectory, 'config.json'), configFile, signal).catch(noteProblem),
    storedContexts(configDirectory, signal).catch(noteProblem),
    defaultContext(places, configDirectory),
  ]);
  const found = [fallback, ...(stored ?? []).filter(({ name }) => name !== 'default')];
  const [current, place] = chooseCurrent(places.env, config?.currentContext);
  if (!found.some(({ name }) => name === current)) found.push(unknown(current, place));
  const contexts = found
    .map((context) => ({ ...context, current: context.name === current }))
    .sort((a, b) => Number(b.current) - Number(a.current) || a.name.localeCompare(b.name));
  return { contexts, problems };
}
