import { BacklotError } from '../../../../shared/errors.ts';

/** The error in words behind the last lines of a script that worked on a host's pool. */
export function poolError(host: string, lines: readonly string[]): BacklotError {
  const said = lines.filter((line) => line.trim() !== '').slice(-5);
  const details = { host, lastLines: said };
  if (said.some((line) => /no space left on device|disk quota exceeded/i.test(line)))
    return new BacklotError('disk-full', `The disk that keeps the data on host ${host} is full.`, {
      hint: 'Remove datasets or checkpoints that are not needed ("backlot checkpoint list"), or free disk space.',
      details,
    });
  return new BacklotError(
    'pool-failed',
    `The pool of data on host ${host} failed: ${said.at(-1) ?? 'it said nothing'}`,
    { hint: '"backlot doctor" says how data is kept on that host.', details },
  );
}
