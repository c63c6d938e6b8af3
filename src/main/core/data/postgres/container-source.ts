import { BacklotError } from '../../../../shared/errors.ts';
import { wasRefused } from '../../docker/refused.ts';
import { createSource } from './create-source.ts';
import { type ContainerPlace, containerPrograms, type PostgresPrograms } from './postgres-programs.ts';
import type { PostgresSource } from './source.ts';
import { findWire } from './wire/find-wire.ts';

/**
 * A server in a running container, reached over its own socket by the programs of its own image; no port
 * need be published. Rows come over a connection of our own where its network is this machine's. It stays the caller's container.
 * @throws BacklotError as `mapPostgresError` says, and `source-unreachable` when the container does not run.
 */
export async function containerSource(place: ContainerPlace, signal: AbortSignal): Promise<PostgresSource> {
  const programs = whileRunning(containerPrograms(place));
  const source = await createSource(programs, signal, await findWire(place, programs, signal));
  return { ...source, beside: place };
}

/** Says of a container that is gone or stopped that the source is not there, not that Docker refused. */
export function whileRunning(programs: PostgresPrograms): PostgresPrograms {
  return {
    ...programs,
    start: async (...args) => {
      try {
        return await programs.start(...args);
      } catch (error) {
        if (!wasRefused(error, 404, 409)) throw error;
        throw new BacklotError('source-unreachable', `The container of ${programs.name} does not run.`, {
          hint: 'Bring its environment up, then try again.',
          details: { source: programs.name },
          retryable: true,
          cause: error,
        });
      }
    },
  };
}
