/** The newest lines, bounded, with a count of those that had to go. */
export interface LineRing<Line> {
  readonly push: (line: Line) => void;
  /** All lines in order, which are then no longer kept. */
  readonly drain: () => readonly Line[];
  readonly size: () => number;
}

/** Keeps the newest `limit` lines; `onDropped` is told of each older one that makes room. */
export function createLineRing<Line>(limit: number, onDropped: (line: Line) => void): LineRing<Line> {
  let lines: Line[] = [];
  let start = 0;
  return {
    push: (line) => {
      if (lines.length < limit) {
        lines.push(line);
        return;
      }
      const oldest = lines[start];
      if (oldest !== undefined) onDropped(oldest);
      lines[start] = line;
      start = (start + 1) % limit;
    },
    drain: () => {
      const drained = [...lines.slice(start), ...lines.slice(0, start)];
      lines = [];
      start = 0;
      return drained;
    },
    size: () => lines.length,
  };
}
