/** Decides how many more lines of a source are read in full now. */
export interface LineRate {
  /** How many lines there is room for. */
  readonly room: (now: number) => number;
  /** Told what the lines weighed. */
  readonly spend: (weight: number) => void;
}

/** At most `perSecond` lines over time, and `burst` at once, by weight. `now` is in milliseconds. */
export function createLineRate(perSecond: number, burst: number, start: number): LineRate {
  let left = burst;
  let seen = start;
  return {
    room: (now) => {
      left = Math.min(burst, left + (Math.max(0, now - seen) / 1000) * perSecond);
      seen = now;
      return Math.floor(left);
    },
    spend: (weight) => {
      left = Math.max(0, left - weight);
    },
  };
}
