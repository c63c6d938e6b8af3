import type { InSnapshot, PostgresSource } from './source.ts';

/** What reads rows and nothing else, in a thread or process of its own. */
export interface RowReader extends Pick<PostgresSource, 'query'> {
  /**
   * Rows of a `COPY … TO STDOUT`, in a transaction of its own, to be read at once: each part is the reader's again when
   * the next is asked for, and leaving the loop ends the session. @throws BacklotError as `mapPostgresError` says
   */
  readonly copyOut: (
    sql: string,
    signal: AbortSignal,
    options?: InSnapshot,
  ) => Promise<AsyncIterable<Buffer>>;
  readonly close: () => void;
}
