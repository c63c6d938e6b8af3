import { weightOf } from './line-ring.ts';

/** Puts lines of several sources into the order of their times. */
export interface Reorder<Line> {
  readonly add: (line: Line, now: number) => void;
  /** The lines that have waited long enough, and any older than those. Never out of order among themselves. */
  readonly take: (now: number) => readonly Line[];
  /** All that is left. */
  readonly takeAll: () => readonly Line[];
  /** What the waiting lines weigh. */
  readonly weight: () => number;
}

/**
 * Sources are read side by side, and a line may come a little after a younger one of another source:
 * each waits for `windowMs` before it is given. Beyond a weight of `limit` the oldest go at once.
 */
export function createReorder<Line extends { readonly at: number; readonly text: string }>(
  windowMs: number,
  limit: number,
): Reorder<Line> {
  let held: { readonly line: Line; readonly arrived: number; readonly order: number }[] = [];
  let order = 0;
  let weight = 0;

  const takeFirst = (count: number): readonly Line[] => {
    const taken = held.slice(0, count);
    held = held.slice(count);
    for (const { line } of taken) weight -= weightOf(line);
    return taken.map(({ line }) => line);
  };
  const sort = (): void => {
    held.sort((a, b) => a.line.at - b.line.at || a.order - b.order);
  };

  return {
    add: (line, now) => {
      held.push({ line, arrived: now, order: order++ });
      weight += weightOf(line);
    },
    take: (now) => {
      sort();
      let count = held.findLastIndex(({ arrived }) => now - arrived >= windowMs) + 1;
      let left = weight;
      for (const [index, { line }] of held.entries()) {
        if (index >= count && left <= limit) break;
        left -= weightOf(line);
        count = Math.max(count, index + 1);
      }
      return takeFirst(count);
    },
    takeAll: () => {
      sort();
      return takeFirst(held.length);
    },
    weight: () => weight,
  };
}
