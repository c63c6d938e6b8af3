import type { InSnapshot } from './source.ts';
import { splitStatements } from './split-statements.ts';

/**
 * `pg_dump` of one section of the schema. Not `--schema-only`: that would leave out the refreshing of
 * materialized views, which the dump puts in order. Large objects are made, empty, in the first section.
 * Publications and subscriptions would reach out of the copy.
 */
export const dumpArguments = (
  section: 'pre-data' | 'post-data',
  { snapshot }: InSnapshot = {},
): readonly string[] => [
  'pg_dump',
  `--section=${section}`,
  ...(section === 'pre-data' ? [] : ['--no-blobs']),
  '--no-publications',
  '--no-subscriptions',
  '--no-security-labels',
  '--no-tablespaces',
  '--no-password',
  '--lock-wait-timeout=15s',
  ...(snapshot === undefined ? [] : [`--snapshot=${snapshot}`]),
];

/**
 * A dump without the key of its `psql` lock, which is another one each time, and without the mappings that
 * hold users and passwords of other servers.
 * @throws BacklotError as `splitStatements` does.
 */
export function cleanDump(dump: string): string {
  const sql = dump.replace(/^\\(un)?restrict [A-Za-z0-9]+\n/gm, '');
  return splitStatements(sql)
    .filter((statement) => /^CREATE USER MAPPING /.test(statement))
    .reduce((text, statement) => text.replace(statement, () => ''), sql);
}
