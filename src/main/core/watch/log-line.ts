/** What a line says of its own weight. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A line as a container wrote it. */
export interface RawLine {
  readonly from: 'stdout' | 'stderr';
  /** Milliseconds since the epoch, with a fraction. */
  readonly at: number;
  readonly text: string;
}

/** A line of an environment's merged logs. */
export interface LogLine extends RawLine {
  /** Grows by one with each line of a stream. */
  readonly seq: number;
  readonly service: string;
  /** The container's name: a service may have several. */
  readonly container: string;
  readonly level: LogLevel | undefined;
}
