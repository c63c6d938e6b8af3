import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import { dockerFolders } from '../docker/find-docker.ts';
import { runCredentialHelper } from './run-credential-helper.ts';

/** Who somebody is at a registry. Never logged, never in an error. */
export type RegistryAuth =
  | {
      readonly kind: 'password';
      readonly username: string;
      readonly password: string;
      readonly server: string;
    }
  | { readonly kind: 'token'; readonly identityToken: string; readonly server: string };

/** What decides where credentials are looked for. */
export interface AuthPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  readonly platform: NodeJS.Platform;
  /** How long a credential helper may take, in milliseconds; 30 s by default. */
  readonly helperWithinMs?: number | undefined;
}

const configFile = z.object({
  auths: z
    .record(
      z.string(),
      z.object({
        auth: z.string().optional(),
        username: z.string().optional(),
        password: z.string().optional(),
        identitytoken: z.string().optional(),
      }),
    )
    .optional(),
  credsStore: z.string().optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
});
type Config = z.infer<typeof configFile>;

/** The key of Docker Hub in the Docker CLI's config, and what its registry calls itself. */
const hubKey = 'https://index.docker.io/v1/';
const hubNames = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

const hostOf = (key: string): string => key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

async function readConfig(places: AuthPlaces, signal: AbortSignal): Promise<Config> {
  const file = join(places.env.DOCKER_CONFIG || join(places.homedir, '.docker'), 'config.json');
  try {
    const parsed = configFile.safeParse(JSON.parse(await readFile(file, { encoding: 'utf8', signal })));
    if (parsed.success) return parsed.data;
    // The file holds secrets: which key is wrong may be said, what is there may not.
    throw new Error(`wrong value at ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    const why = error instanceof SyntaxError ? 'it is no JSON' : error instanceof Error ? error.message : '';
    throw new BacklotError('config-invalid', `${file} can't be read: ${why}.`, {
      hint: 'Correct the file, or log in again with "docker login".',
      details: { file },
    });
  }
}

function storedAuth(config: Config, key: string): RegistryAuth | undefined {
  const auths = Object.entries(config.auths ?? {});
  const found = auths.find(([name]) => name === key) ?? auths.find(([name]) => hostOf(name) === hostOf(key));
  if (found === undefined) return undefined;
  const [, { auth, username, password, identitytoken }] = found;
  if (identitytoken) return { kind: 'token', identityToken: identitytoken, server: key };
  const decoded = auth ? Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '') : '';
  const colon = decoded.indexOf(':');
  if (colon > 0)
    return {
      kind: 'password',
      username: decoded.slice(0, colon),
      password: decoded.slice(colon + 1),
      server: key,
    };
  return username && password ? { kind: 'password', username, password, server: key } : undefined;
}

/**
 * Who the user of the Docker CLI is at a registry ("docker.io", "127.0.0.1:5000"): from the helper of
 * that registry, the store of all, or the file itself. Undefined: nobody.
 * @throws BacklotError `config-invalid`, or as `runCredentialHelper` does.
 */
export async function registryAuth(
  registry: string,
  places: AuthPlaces,
  signal: AbortSignal,
): Promise<RegistryAuth | undefined> {
  const config = await readConfig(places, signal);
  const key = hubNames.includes(registry) ? hubKey : registry;
  const helper = config.credHelpers?.[key] ?? config.credHelpers?.[hostOf(key)] ?? config.credsStore;
  if (!helper) return storedAuth(config, key);
  const found = await runCredentialHelper(
    helper,
    key,
    {
      folders: dockerFolders(places.env, places.platform),
      env: places.env,
      platform: places.platform,
      withinMs: places.helperWithinMs ?? 30_000,
    },
    signal,
  );
  if (found === undefined) return storedAuth(config, key);
  return found.username === '<token>'
    ? { kind: 'token', identityToken: found.secret, server: key }
    : { kind: 'password', username: found.username, password: found.secret, server: key };
}

/** The value of the engine's `X-Registry-Auth`: base64 with the URL's letters, and padded. */
export function authHeader(auth: RegistryAuth): string {
  const body =
    auth.kind === 'token'
      ? { identitytoken: auth.identityToken, serveraddress: auth.server }
      : { username: auth.username, password: auth.password, serveraddress: auth.server };
  return Buffer.from(JSON.stringify(body)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
