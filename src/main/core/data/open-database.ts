import { BacklotError } from '../../../shared/errors.ts';
import { observeStack } from '../engine/observe.ts';
import type { StackAccess } from '../engine/stack-access.ts';
import type { ProjectStacks } from '../stacks/stack-source.ts';
import { databasesOf, lookAtBake } from './datasets/look-at-bake.ts';
import { containerSource } from './postgres/container-source.ts';
import type { PostgresSource } from './postgres/source.ts';
import { urlSource } from './postgres/url-source.ts';
import type { DatabasePlace } from './rules/locate-masking.ts';

/** A database that was opened. */
export interface OpenedDatabase {
  readonly source: PostgresSource;
  /** Empty for an address. */
  readonly service: string;
}

export type OpenDatabase = (place: DatabasePlace, signal: AbortSignal) => Promise<OpenedDatabase>;

export interface OpenDatabaseParts {
  readonly access: StackAccess;
  readonly stacks: ProjectStacks;
}

const none = (environment: string): BacklotError =>
  new BacklotError('source-unsupported', `No service of ${environment} is a PostgreSQL server.`, {
    hint: 'Name another environment, or the postgresql:// address of a database.',
    details: { environment },
  });

/** Opens databases to be read: that of an environment's PostgreSQL service, or one at an address. */
export function databaseOpener({ access, stacks }: OpenDatabaseParts): OpenDatabase {
  const ofEnvironment = async (
    { project, environment }: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ): Promise<OpenedDatabase> => {
    const ref = await stacks.locate({ project, environment }, signal);
    const look = await lookAtBake({ access, source: stacks }, ref, signal);
    const [database] = databasesOf(look);
    if (database === undefined) throw none(environment);
    const { service, user, database: name } = database;
    const { containers } = await observeStack(look.engine, look.identity, signal);
    const container = containers.find((one) => one.service === service && one.state === 'running');
    if (container === undefined)
      throw new BacklotError('source-unreachable', `The service ${service} of ${environment} does not run.`, {
        hint: `Bring it up: backlot up ${environment}`,
        details: { environment, service },
      });
    const at = { engine: look.engine, container: container.id, name: environment, user, database: name };
    return { source: await containerSource(at, signal), service };
  };

  /** The programs come from the image of the project's own PostgreSQL service. */
  const atAddress = async (project: string, url: string, signal: AbortSignal): Promise<OpenedDatabase> => {
    const ref = await stacks.first(project, signal);
    const look = await lookAtBake({ access, source: stacks }, ref, signal);
    const [database] = databasesOf(look);
    const service = look.stack.services.find(({ name }) => name === database?.service);
    if (service === undefined) throw none(ref.environment);
    return {
      source: await urlSource({ engine: look.engine, url, image: service.image }, signal),
      service: '',
    };
  };

  return (place, signal) =>
    'url' in place ? atAddress(place.project, place.url, signal) : ofEnvironment(place, signal);
}
