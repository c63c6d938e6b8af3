/** Bounds what one operation can put into the journal, however much its steps say. */
export interface LineBudget {
  /** Whether one more line of a sort is kept; lines of output never crowd out commands and warnings. */
  readonly take: (sort: 'note' | 'other') => boolean;
  /** In milliseconds, until the next progress event of a step: rarer the more there have been. */
  readonly progressInterval: () => number;
  /** How many lines were not kept. */
  readonly dropped: () => number;
}

/** What the journal holds of an operation already, when it is taken up again. */
export interface LinesUsed {
  readonly note: number;
  readonly other: number;
  readonly progress: number;
}

export function createLineBudget(keep: number, used: LinesUsed): LineBudget {
  const left = { note: keep - used.note, other: keep - used.other };
  let progressed = used.progress;
  let dropped = 0;
  return {
    take(sort) {
      if (left[sort] <= 0) {
        dropped += 1;
        return false;
      }
      left[sort] -= 1;
      return true;
    },
    progressInterval() {
      progressed += 1;
      if (progressed <= 2_000) return 100;
      return progressed <= 5_000 ? 1_000 : 10_000;
    },
    dropped: () => dropped,
  };
}

/** One line as it is kept: a single overlong one must not fill the journal either. */
export const trimLine = (text: string): string => (text.length <= 4_096 ? text : `${text.slice(0, 4_095)}…`);
