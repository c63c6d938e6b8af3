import type { AttemptMeans, EgressRow, Verdict } from '../shared/model/isolation.ts';

/** One attempt, or several alike at once. */
export interface Attempt {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly means: AttemptMeans;
  readonly verdict: Verdict;
  readonly count?: number;
}

/** Attempts as they are counted, in bounded memory. */
export interface Ledger {
  readonly note: (attempt: Attempt) => void;
  readonly rows: () => readonly EgressRow[];
  /** Attempts that found no room. */
  readonly beyond: () => number;
  /** Raised with every change. */
  readonly version: () => number;
}

/** Whoever asks for random names fills the table: what it holds then stays, the rest is a number. */
export function createLedger(now: () => number = Date.now, most = 2000): Ledger {
  const rows = new Map<string, EgressRow>();
  let beyond = 0;
  let version = 0;
  return {
    note({ service, host, port, means, verdict, count = 1 }) {
      version += 1;
      const key = JSON.stringify([service, host, port, means, verdict]);
      const known = rows.get(key);
      const at = now();
      if (known !== undefined) rows.set(key, { ...known, count: known.count + count, last: at });
      else if (rows.size >= most) beyond += count;
      else rows.set(key, { service, host, port, means, verdict, count, first: at, last: at });
    },
    rows: () => [...rows.values()],
    beyond: () => beyond,
    version: () => version,
  };
}
