import type { Step } from '../../../shared/model/operation.ts';
import type { OperationMeters } from '../../state/operations-state.ts';
import { type Meter, rateOf, timeLeft } from '../../state/rate.ts';
import { formatBytes, formatRate } from '../../ui/format-bytes.ts';
import { formatTimeLeft } from '../../ui/format-duration.ts';

/** Numbers of a progress as texts; what is not known is absent. */
export interface Figures {
  readonly amount?: string | undefined;
  readonly rate?: string | undefined;
  readonly left?: string | undefined;
}

const leftText = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : `${formatTimeLeft(ms)} left`;

/** A step's "212 MB of 640 MB", "38 MB/s", "0:11 left"; items are counted without a rate. */
export function stepFigures(
  { state, progress }: Pick<Step, 'state' | 'progress'>,
  meter: Meter = [],
): Figures {
  if (!progress || state === 'pending' || state === 'skipped') return {};
  const { current, total, unit } = progress;
  const text =
    unit === 'bytes' ? formatBytes : (value: number): string => Math.round(value).toLocaleString('en');
  if (state !== 'running') return { amount: text(current) };
  const rate = rateOf(meter);
  return {
    amount: total === undefined ? text(current) : `${text(current)} of ${text(total)}`,
    rate: unit === 'bytes' && rate !== undefined && rate > 0 ? formatRate(rate) : undefined,
    left: total === undefined ? undefined : leftText(timeLeft(meter, total)),
  };
}

/** An operation's bytes so far, their rate, and the time left of the whole work. */
export function operationFigures(meters: OperationMeters | undefined): Figures {
  if (!meters) return {};
  const moved = meters.bytes.at(-1)?.value;
  const rate = rateOf(meters.bytes);
  return {
    amount: moved === undefined ? undefined : formatBytes(moved),
    rate: rate === undefined || rate <= 0 ? undefined : formatRate(rate),
    left: leftText(timeLeft(meters.share, 1)),
  };
}
