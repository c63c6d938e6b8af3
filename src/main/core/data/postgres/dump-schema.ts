import type { InSnapshot } from './source.ts';

/**
 * `pg_dump` of one section of the schema. Not `--schema-only`: that would leave out the refreshing of
 * materialized views, which the dump puts in order. Sequences' values and large objects are copied as data;
 * publications and subscriptions would reach out of the copy.
 */
export const dumpArguments = (
  section: 'pre-data' | 'post-data',
  { snapshot }: InSnapshot = {},
): readonly string[] => [
  'pg_dump',
  `--section=${section}`,
  '--no-blobs',
  '--no-publications',
  '--no-subscriptions',
  '--no-security-labels',
  '--no-tablespaces',
  '--no-password',
  '--lock-wait-timeout=15s',
  ...(snapshot === undefined ? [] : [`--snapshot=${snapshot}`]),
];

/** A dump without the key of its `psql` lock, which is another one each time. */
export const withoutRestrict = (sql: string): string => sql.replace(/^\\(un)?restrict [A-Za-z0-9]+\n/gm, '');
