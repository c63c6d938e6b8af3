import { BacklotError } from '../../../shared/errors.ts';
import type { StackAccess } from '../engine/stack-access.ts';
import type { ProjectStacks } from '../stacks/stack-source.ts';
import { databasesOf, lookAtBake } from './datasets/look-at-bake.ts';
import type { PostgresSource } from './postgres/source.ts';
import { urlSource } from './postgres/url-source.ts';

/**
 * Opens the database at a postgresql:// address, with the programs of the image that the project's own
 * PostgreSQL service has.
 * @throws BacklotError `source-unsupported` for a project without one, and as `urlSource` does.
 */
export const addressOpener =
  ({ access, stacks }: { readonly access: StackAccess; readonly stacks: ProjectStacks }) =>
  async (
    { project, url }: { readonly project: string; readonly url: string },
    signal: AbortSignal,
  ): Promise<PostgresSource> => {
    const ref = await stacks.first(project, signal);
    const look = await lookAtBake({ access, source: stacks }, ref, signal);
    const [database] = databasesOf(look);
    const service = look.stack.services.find(({ name }) => name === database?.service);
    if (service !== undefined) return urlSource({ engine: look.engine, url, image: service.image }, signal);
    throw new BacklotError(
      'source-unsupported',
      `No service of ${ref.environment} is a PostgreSQL server whose image could read that address.`,
      { hint: 'Its image brings psql and pg_dump of the right version: declare the service first.' },
    );
  };
