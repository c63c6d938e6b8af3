import type { PostgresSource } from './source.ts';

/** What reads rows and nothing else, in a thread or process of its own. */
export interface RowReader extends Pick<PostgresSource, 'query' | 'copyOut'> {
  readonly close: () => void;
}
