import { BacklotError } from '../../../shared/errors.ts';

/** True for the engine's refusal with one of these statuses: 404 not there, 409 in the way, 304 already so. */
export const wasRefused = (error: unknown, ...statuses: readonly number[]): boolean =>
  error instanceof BacklotError &&
  error.code === 'docker-failed' &&
  statuses.some((status) => error.details.statusCode === status);

/** The engine's own words of a refusal, without ours before them. */
export const refusalWords = (error: BacklotError): string =>
  error.message.replace(/^Docker \(context [^)]*\) refused: /, '');

/** What a call answers, or `undefined` when the thing is not there. */
export async function orAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (wasRefused(error, 404)) return undefined;
    throw error;
  }
}
