/** Puts lines of several sources into the order of their times. */
export interface Reorder<Line> {
  readonly add: (line: Line, now: number) => void;
  /** The lines that have waited long enough, and any older than those. Never out of order among themselves. */
  readonly take: (now: number) => readonly Line[];
  /** All that is left. */
  readonly takeAll: () => readonly Line[];
  readonly held: () => number;
}

/**
 * Sources are read side by side, and a line may come a little after a younger one of another source:
 * each waits for `windowMs` before it is given. Beyond `limit` lines the oldest go at once.
 */
export function createReorder<Line extends { readonly at: number }>(
  windowMs: number,
  limit: number,
): Reorder<Line> {
  let held: { readonly line: Line; readonly arrived: number; readonly order: number }[] = [];
  let order = 0;

  const takeFirst = (count: number): readonly Line[] => {
    const taken = held.slice(0, count);
    held = held.slice(count);
    return taken.map(({ line }) => line);
  };
  const sort = (): void => {
    held.sort((a, b) => a.line.at - b.line.at || a.order - b.order);
  };

  return {
    add: (line, now) => {
      held.push({ line, arrived: now, order: order++ });
    },
    take: (now) => {
      sort();
      const ripe = held.findLastIndex(({ arrived }) => now - arrived >= windowMs) + 1;
      return takeFirst(Math.max(ripe, held.length - limit));
    },
    takeAll: () => {
      sort();
      return takeFirst(held.length);
    },
    held: () => held.length,
  };
}
