import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { wasRefused } from '../docker/refused.ts';
import { streamExec } from '../docker/stream-exec.ts';

/** A question as the guard takes it. */
export type GuardQuestion =
  | { readonly ask: 'egress' | 'mails'; readonly follow?: boolean }
  | { readonly ask: 'mail'; readonly id: string }
  | { readonly ask: 'authority' | 'recorded' };

const missing = (container: string): BacklotError =>
  new BacklotError('not-found', `There is no guard ${container}.`, {
    hint: 'Bring the environment up: backlot up. One that runs was brought up before it had a guard, and is not isolated: take it down first.',
    details: { container },
  });

const notRunning = (container: string): BacklotError =>
  new BacklotError('not-found', `The guard ${container} does not run.`, {
    hint: 'Bring the environment up: backlot up. Until then nothing of it can leave.',
    details: { container },
  });

/**
 * Asks a guard, and answers the bytes that it writes as they come.
 * @throws BacklotError `not-found` where it is not there or does not run; `docker-failed` where it does not answer.
 */
export async function* askGuard(
  engine: Engine,
  container: string,
  question: GuardQuestion,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const command = ['node', '/guard/ask.mjs', JSON.stringify(question)];
  const asked = await streamExec(engine, container, { command }, signal).catch((error: unknown) => {
    if (wasRefused(error, 404)) throw missing(container);
    throw wasRefused(error, 409) ? notRunning(container) : error;
  });
  try {
    for await (const chunk of asked.stdout) if (Buffer.isBuffer(chunk)) yield chunk;
    const { exitCode, stderr } = await asked.ended();
    if (exitCode === 0) return;
    throw new BacklotError('docker-failed', `The guard ${container} does not answer: ${stderr.trim()}`, {
      hint: 'It may be starting: try again. Its log says more: backlot logs.',
      details: { container },
      retryable: true,
    });
  } finally {
    asked.close();
  }
}
