/** One numbered step of the schema; applied in one transaction, never edited once released. */
export interface Migration {
  /** The database's `user_version` once it is applied; counts from 1 without a hole. */
  readonly version: number;
  readonly name: string;
  readonly up: string;
}
