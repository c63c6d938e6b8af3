/** One measured value. It is past its limit when above it, or below it if `atLeast` is true. */
export interface BenchRow {
  readonly name: string;
  /** The median of `rounds`. */
  readonly value: number;
  readonly limit: number;
  /** `ms`, `s`, `MB`, `%`…; a ratio's unit is `x`. */
  readonly unit: string;
  readonly rounds: readonly number[];
  readonly atLeast?: boolean;
}

/** What a benchmark gets: how many rounds to run, a signal to stop at, and a line of progress. */
export interface BenchContext {
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** The default export of every `bench/NAME.bench.ts`; it cleans up after itself. */
export interface Bench {
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[]>;
}
