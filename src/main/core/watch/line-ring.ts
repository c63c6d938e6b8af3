/** What a line takes: one, and one more for every 200 characters. All bounds on lines are in this unit. */
export const weightOf = ({ text }: { readonly text: string }): number => 1 + text.length / 200;

/** The newest lines, bounded, with a count of those that had to go. */
export interface LineRing<Line> {
  readonly push: (line: Line) => void;
  /** The oldest lines up to a weight, at least one where there is one; they are then no longer kept. */
  readonly take: (weight: number) => readonly Line[];
  readonly size: () => number;
}

/** Keeps the newest lines up to a weight; `onDropped` is told of each older one that makes room. */
export function createLineRing<Line extends { readonly text: string }>(
  limit: number,
  onDropped: (line: Line) => void,
): LineRing<Line> {
  let lines: Line[] = [];
  let start = 0;
  let weight = 0;

  const shift = (): Line | undefined => {
    const line = lines[start];
    if (line === undefined) return undefined;
    start += 1;
    weight -= weightOf(line);
    // Cut off now and then: taking one off the front each time would move all the others.
    if (start * 2 > lines.length) {
      lines = lines.slice(start);
      start = 0;
    }
    return line;
  };

  return {
    push: (line) => {
      lines.push(line);
      weight += weightOf(line);
      while (weight > limit && lines.length - start > 1) {
        const oldest = shift();
        if (oldest !== undefined) onDropped(oldest);
      }
    },
    take: (most) => {
      const taken: Line[] = [];
      let left = most;
      for (let line = shift(); line !== undefined; line = shift()) {
        taken.push(line);
        left -= weightOf(line);
        const next = lines[start];
        if (next === undefined || weightOf(next) > left) break;
      }
      return taken;
    },
    size: () => lines.length - start,
  };
}
