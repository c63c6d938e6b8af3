import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { DockerContext } from './contexts.ts';
import { explainSsh, SshEnded } from './ssh/explain-ssh.ts';

/** What is known of the place where an error came from. */
export interface DockerPlace {
  readonly context: Pick<DockerContext, 'name' | 'address' | 'endpoint'>;
  /** True when this machine has a Docker at all: a missing socket then means that it is stopped. */
  readonly installed: boolean;
}

const stringOf = (error: unknown, key: string): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

/** The daemon's own words, without the prefix that the library puts before them. */
const daemonMessage = (error: Error, statusCode: number): string =>
  error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '').trim() || `status ${statusCode}`;

const unreachable = (message: string, hint: string, place: DockerPlace, cause: unknown): BacklotError =>
  new BacklotError('docker-unreachable', message, {
    hint,
    details: { context: place.context.name, address: place.context.address },
    retryable: true,
    cause,
  });

/** Turns what a Docker client throws into the product's error, with the one next step. */
export function mapDockerError(error: unknown, place: DockerPlace): BacklotError {
  if (error instanceof BacklotError) return error;
  const { name, address, endpoint } = place.context;
  if (isCancelled(error))
    return new BacklotError('cancelled', 'The call to Docker was cancelled.', { cause: error });
  if (error instanceof SshEnded) return explainSsh(error, place.context);
  const details = { context: name, address };
  const statusCode: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  if (error instanceof Error && typeof statusCode === 'number')
    return new BacklotError(
      'docker-failed',
      `Docker (context ${name}) refused: ${daemonMessage(error, statusCode)}`,
      {
        hint: "The sentence above is the engine's own; its log has more.",
        details: { ...details, statusCode },
        cause: error,
      },
    );
  const local = endpoint.kind === 'unix' || endpoint.kind === 'npipe';
  const start = 'Start Docker, then try again.';
  const code = stringOf(error, 'code');
  switch (code) {
    case 'ENOENT':
      if (local && !place.installed)
        return new BacklotError('docker-missing', `Docker is not installed: ${address} does not exist.`, {
          hint: 'Install Docker Engine or Docker Desktop; "backlot doctor" shows the command for this machine.',
          details,
          cause: error,
        });
      return unreachable(`Docker is not running: ${address} does not exist.`, start, place, error);
    case 'EACCES':
    case 'EPERM':
      return new BacklotError('docker-permission', `You may not use Docker's socket ${address}.`, {
        hint: 'Add yourself to the group "docker" and log in again; "backlot doctor" shows the command.',
        details,
        cause: error,
      });
    case 'ECONNREFUSED':
      return unreachable(
        local ? `Docker is not running: nothing answers at ${address}.` : `Nothing answers at ${address}.`,
        local ? start : 'Start Docker on that host and check its address, then try again.',
        place,
        error,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(
        `The host of ${address} is not known by name.`,
        `Correct the address of the Docker context "${name}" or the network's name service.`,
        place,
        error,
      );
    default:
      return unreachable(
        `Docker (context ${name}, ${address}) can't be talked to: ${error instanceof Error ? error.message : String(error)}`,
        `Check that "docker --context ${name} version" works, then try again.`,
        place,
        error,
      );
  }
}

/** For an engine that was silent for so long. */
export const tooSlow = (ms: number, { context }: Pick<DockerPlace, 'context'>): BacklotError =>
  new BacklotError(
    'docker-unreachable',
    `Docker (context ${context.name}) did not answer at ${context.address} within ${ms / 1000} s.`,
    {
      hint: 'Restart Docker, then try again.',
      details: { context: context.name, address: context.address },
      retryable: true,
    },
  );
