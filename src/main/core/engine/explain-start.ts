import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { refusalWords, wasRefused } from '../docker/refused.ts';
import { probePorts } from './probe-ports.ts';

/** The port in the engine's refusal to publish it. */
export function refusedPort(words: string): number | undefined {
  const taken = /port is already allocated|address already in use|ports are not available/i.test(words);
  const port =
    /(?:Bind for|listen (?:tcp|udp)[46]?|exposing port (?:TCP|UDP)|host port for)\s+\S*?:(\d+)/i.exec(
      words,
    )?.[1];
  return taken && port !== undefined ? Number(port) : undefined;
}

/** The error behind a container that could not be made or started, with the thing that is in its way. */
export async function explainStart(
  engine: Engine,
  resource: string,
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof BacklotError) || error.code !== 'docker-failed') return error;
  const words = refusalWords(error);
  const { details, cause } = error;
  const missing = /No such image: (.+?)\.?$/i.exec(words)?.[1];
  if (missing !== undefined && wasRefused(error, 404)) return imageMissing(resource, missing, error);
  const port = refusedPort(words);
  if (port !== undefined) {
    const containers = await listContainers(engine, signal);
    const protocol = /udp/i.test(words) ? 'udp' : 'tcp';
    const holder = await probePorts(engine, containers, signal).holder(port, protocol);
    return new BacklotError(
      'port-taken',
      `${resource} can't have port ${port}: ${holder ?? 'another program'} has it.`,
      {
        hint: 'Start again: the next free port is used. Or stop what has it first.',
        details: { ...details, port, holder },
        retryable: true,
        cause,
      },
    );
  }
  return new BacklotError('docker-failed', `${resource} can't be started: ${words}`, {
    hint: 'Correct the service in the compose files and try again.',
    details: { ...details, resource },
    cause,
  });
}

/** For an image that the engine does not have. */
export const imageMissing = (resource: string, image: string, cause?: unknown): BacklotError =>
  new BacklotError('image-missing', `${resource}: the engine does not have the image ${image}.`, {
    hint: `Check its name and tag; "docker pull ${image}" says why it can't be had.`,
    details: { image },
    cause,
  });
