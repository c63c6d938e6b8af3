import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { inspectContainer, listContainers } from '../docker/containers.ts';
import { composeLabels } from '../engine/labels.ts';
import type { StackAccess, StackRef } from '../engine/stack-access.ts';
import { containerSource } from './postgres/container-source.ts';
import type { PostgresSource } from './postgres/source.ts';
import type { DatabasePlace } from './rules/locate-masking.ts';

export interface OpenedDatabase {
  readonly source: PostgresSource;
  /** The service whose it is; empty for an address. */
  readonly service: string;
}

export interface DatabaseAccess {
  readonly locate: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<StackRef>;
  readonly access: Pick<StackAccess, 'engine' | 'identity'>;
  /** Opens an address, with its password in it. */
  readonly openUrl: (
    place: { readonly project: string; readonly url: string },
    signal: AbortSignal,
  ) => Promise<PostgresSource>;
}

/** What images of PostgreSQL, and services that run one, have in their environment. */
const marks = /^(?:PGDATA|POSTGRES_DB|POSTGRES_USER)=/;

interface FoundDatabase {
  readonly container: string;
  readonly service: string;
}

/** The running PostgreSQL services of a compose project, by name. */
async function findDatabases(
  engine: Engine,
  composeProject: string,
  signal: AbortSignal,
): Promise<readonly FoundDatabase[]> {
  const containers = await listContainers(engine, signal, [`${composeLabels.project}=${composeProject}`]);
  const running = containers.filter(
    ({ State, Labels }) => State === 'running' && Labels[composeLabels.oneOff] !== 'True',
  );
  const found = await Promise.all(
    running.map(async ({ Id, Labels }): Promise<readonly FoundDatabase[]> => {
      const { Config } = await inspectContainer(engine, Id, signal);
      const service = Labels[composeLabels.service] ?? '';
      return Config.Env?.some((entry) => marks.test(entry)) ? [{ container: Id, service }] : [];
    }),
  );
  return found.flat().toSorted((a, b) => (a.service < b.service ? -1 : 1));
}

/**
 * Opens the database of an environment, through the container of its one PostgreSQL service, or that at an
 * address; the caller closes it.
 * @throws BacklotError `source-unreachable`, `source-unsupported`, `not-found`, and as `containerSource` does
 */
export async function openDatabase(
  { locate, access, openUrl }: DatabaseAccess,
  place: DatabasePlace,
  signal: AbortSignal,
): Promise<OpenedDatabase> {
  if ('url' in place) return { source: await openUrl(place, signal), service: '' };
  const { environment } = place;
  const ref = await locate(place, signal);
  const [engine, identity] = await Promise.all([
    access.engine(ref.host, signal),
    access.identity(ref, signal),
  ]);
  const databases = await findDatabases(engine, identity.composeProject, signal);
  const [first, ...others] = databases;
  if (!first) {
    throw new BacklotError(
      'source-unreachable',
      `No PostgreSQL service of ${environment} runs on ${ref.host}.`,
      {
        hint: `Bring it up first: backlot up ${environment}`,
        details: { environment, host: ref.host },
        retryable: true,
      },
    );
  }
  if (others.some(({ service }) => service !== first.service)) {
    const services = databases.map(({ service }) => service);
    throw new BacklotError(
      'source-unsupported',
      `${environment} has several databases: ${services.join(', ')}.`,
      {
        hint: 'Backlot reads environments with one PostgreSQL service; give the address of the one that is meant.',
        details: { environment, services },
      },
    );
  }
  const source = await containerSource({ engine, container: first.container, name: environment }, signal);
  return { source, service: first.service };
}
