/** A reading of something that grows; `at` in milliseconds. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** The latest readings, oldest first: what a rate is computed from. */
export type Meter = readonly Sample[];

const windowMs = 6000;
const spacingMs = 200;

/** Notes a reading. Readings closer than 200 ms replace the last; a value that shrank starts anew. */
export function readMeter(meter: Meter, sample: Sample): Meter {
  const last = meter.at(-1);
  if (!last) return [sample];
  if (sample.value < last.value) return [sample];
  if (meter.length > 1 && sample.at - last.at < spacingMs) {
    return [...meter.slice(0, -1), { at: last.at, value: sample.value }];
  }
  const kept = meter.filter(({ at }) => sample.at - at <= windowMs);
  // One reading from before the window keeps a slow source from having no rate at all.
  return [...(kept.length > 0 ? kept : [last]), sample];
}

/** Units a second over the last readings; `undefined` until there are two apart in time. */
export function rateOf(meter: Meter): number | undefined {
  const [first] = meter;
  const last = meter.at(-1);
  if (!first || !last || last.at - first.at < spacingMs) return undefined;
  return ((last.value - first.value) * 1000) / (last.at - first.at);
}

/** Milliseconds until the value reaches `total` at the present rate; `undefined` when it stands still. */
export function timeLeft(meter: Meter, total: number): number | undefined {
  const rate = rateOf(meter);
  const last = meter.at(-1);
  if (rate === undefined || !last || rate <= 0) return undefined;
  return (Math.max(0, total - last.value) * 1000) / rate;
}
