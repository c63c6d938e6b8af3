import type { DataStatus } from '../../../shared/model/data.ts';

export interface DiskFigures {
  /** Shares of the whole without sharing, 0 to 1: together 1, or 0 where there is nothing. */
  readonly own: number;
  readonly shared: number;
  /** Bytes that cloning saved. */
  readonly saved: number;
  /** How full the budget is, 0 to 1 and above; absent without one. */
  readonly ofBudget?: number | undefined;
  /** True when the budget or the disk is nearly used up. */
  readonly tight: boolean;
}

const nearly = 0.9;
const littleBytes = 2_000_000_000;

/** What is really taken against what it would be without sharing. */
export function diskFigures({ used, logical, free, budget }: DataStatus['disk']): DiskFigures {
  const whole = Math.max(used, logical);
  const own = whole === 0 ? 0 : used / whole;
  const ofBudget = budget === undefined || budget <= 0 ? undefined : used / budget;
  return {
    own,
    shared: whole === 0 ? 0 : 1 - own,
    saved: whole - used,
    ofBudget,
    tight: (ofBudget ?? 0) > nearly || free < littleBytes,
  };
}
