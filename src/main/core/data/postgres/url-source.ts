import { randomBytes } from 'node:crypto';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../../docker/containers.ts';
import { wasRefused } from '../../docker/refused.ts';
import { backlotLabels } from '../../engine/labels.ts';
import { isLoopback } from '../../loopback.ts';
import { whileRunning } from './container-source.ts';
import { createSource } from './create-source.ts';
import { remotePrograms } from './postgres-programs.ts';
import type { PostgresSource } from './source.ts';

export interface UrlPlace {
  readonly engine: Engine;
  /** postgresql://user:password@host:5432/database?sslmode=require */
  readonly url: string;
  /** Of the programs: an image of PostgreSQL, at least as new as the server. It must be there. */
  readonly image: string;
  /** More labels of the container that is made. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly platform?: NodeJS.Platform | undefined;
}

/** How a server is reached from a container, and what people may see of it. */
export interface UrlConnection {
  /** Without its password. */
  readonly name: string;
  /** As the programs take it on their command line: also without. */
  readonly address: string;
  readonly password: string | undefined;
  readonly host: object;
}

/** An engine that nobody ends the container of, since we died, is rid of it after so long. */
const lifetimeSeconds = 24 * 60 * 60;

const refused = (): BacklotError =>
  new BacklotError('invalid-input', 'The address of the database cannot be read.', {
    hint: 'Write postgresql://user@host:5432/database, and the password in PGPASSWORD.',
  });

/**
 * Takes a URL apart: the password goes its own way. `near` says whether the engine runs on this machine
 * itself (its containers can share our network), in a machine beside it, or elsewhere.
 * @throws BacklotError `invalid-input`, never with the address
 */
export function parseUrl(url: string, near: 'here' | 'beside' | 'elsewhere'): UrlConnection {
  if (!URL.canParse(url)) throw refused();
  const parsed = new URL(url);
  if (!/^postgres(ql)?:$/.test(parsed.protocol) || parsed.hostname === '') throw refused();
  const given = parsed.password === '' ? parsed.searchParams.get('password') : parsed.password;
  let password: string | undefined;
  try {
    password = given === null ? undefined : decodeURIComponent(given);
  } catch {
    throw refused();
  }
  parsed.password = '';
  parsed.searchParams.delete('password');
  parsed.searchParams.delete('sslpassword');
  const name = parsed.href;
  if (near === 'beside' && isLoopback(parsed.hostname)) parsed.hostname = 'host.docker.internal';
  return {
    name,
    address: parsed.href,
    password,
    host:
      near === 'here'
        ? { NetworkMode: 'host' }
        : near === 'beside'
          ? { ExtraHosts: ['host.docker.internal:host-gateway'] }
          : {},
  };
}

const nearness = ({ context }: Engine, platform: NodeJS.Platform): 'here' | 'beside' | 'elsewhere' => {
  if (context.endpoint.kind !== 'unix' && context.endpoint.kind !== 'npipe') return 'elsewhere';
  return platform === 'linux' ? 'here' : 'beside';
};

/**
 * A server behind a URL, reached by the programs of an image in a throw-away container, which `close`
 * removes. The password is in the environment of each program alone.
 * @throws BacklotError as `mapPostgresError` says; `invalid-input` for the URL, `image-missing` for the image
 */
export async function urlSource(place: UrlPlace, signal: AbortSignal): Promise<PostgresSource> {
  const { engine, image, labels = {}, platform = process.platform } = place;
  const { name, address, password, host } = parseUrl(place.url, nearness(engine, platform));
  const body = {
    Image: image,
    Entrypoint: ['sleep', String(lifetimeSeconds)],
    Cmd: [],
    Labels: { [backlotLabels.managed]: 'true', ...labels },
    HostConfig: { Init: true, AutoRemove: true, ...host },
  };
  const made = `backlot-source-${randomBytes(6).toString('hex')}`;
  let container: string | undefined;
  const clean = new AbortController();
  const remove = async (): Promise<void> => {
    if (container !== undefined)
      await removeContainer(engine, container, clean.signal, { force: true, volumes: true });
  };
  try {
    container = (await createContainer(engine, { name: made, body }, signal)).id;
    await startContainer(engine, container, signal);
    const connection = password === undefined ? [] : [`PGPASSWORD=${password}`];
    const programs = remotePrograms({ engine, container, name }, address, connection, remove);
    return await createSource(whileRunning(programs), signal);
  } catch (error) {
    await remove();
    if (container === undefined && wasRefused(error, 404))
      throw new BacklotError(
        'image-missing',
        `The image ${image}, whose programs read ${name}, is not there.`,
        {
          hint: 'Build or pull it, then try again.',
          details: { image },
          cause: error,
        },
      );
    throw error;
  }
}
