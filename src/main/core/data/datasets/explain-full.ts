import { BacklotError } from '../../../../shared/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { poolError } from '../pool/pool-error.ts';

/** With less than this a server has most likely failed for want of room, in bytes. */
const scarce = 24 * 1024 ** 2;

const noSpace = /no space left on device/i;

/** True where an error's own words say that a disk was full. Pure. */
export function saysFull(error: BacklotError): boolean {
  const { sqlState, lastLines } = error.details ?? {};
  const said = [error.message, ...(Array.isArray(lastLines) ? lastLines.map(String) : [])];
  return sqlState === '53100' || said.some((line) => noSpace.test(line));
}

/**
 * The error of a bake that found its pool full: a server says so in many ways, or not at all when it dies of it.
 * Any other error stays as it is.
 */
export async function explainFull(
  error: unknown,
  { pool, host }: { readonly pool: Pick<Pool, 'space'>; readonly host: string },
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof BacklotError) || signal.aborted || error.code === 'disk-full') return error;
  const full = saysFull(error) || (await pool.space(signal).catch(() => undefined))?.free;
  if (full !== true && (full === undefined || full >= scarce)) return error;
  const { message, hint, details } = poolError(host, ['No space left on device']);
  return new BacklotError('disk-full', message, {
    hint,
    details: { ...details, lastLines: [error.message] },
    cause: error,
  });
}
