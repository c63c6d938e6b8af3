import { createSource } from '../data/postgres/create-source.ts';
import { containerPrograms } from '../data/postgres/postgres-programs.ts';
import type { Row } from '../data/postgres/source.ts';
import type { Engine } from '../docker/connect-engine.ts';
import type { Fact } from './fact.ts';
import { migrationFacts, rowFacts } from './postgres-facts.ts';
import { databaseSql, databasesSql, migrationsSql, migrationTablesSql, serverSql } from './postgres-sql.ts';
import type { SecretHash } from './variable-facts.ts';

export interface PostgresPlace {
  readonly engine: Engine;
  readonly container: string;
  readonly service: string;
  readonly environment: string;
}

const text = (row: Row, key: string): readonly string[] => {
  const value = row[key];
  return typeof value === 'string' ? [value] : [];
};

/**
 * What a PostgreSQL server and each of its databases is like; reads catalogs and the tables of migration
 * tools, no other row. @throws BacklotError as `mapPostgresError` says
 */
export async function readPostgres(
  { engine, container, service, environment }: PostgresPlace,
  hash: SecretHash,
  signal: AbortSignal,
): Promise<{ readonly facts: readonly Fact[]; readonly user: string | undefined }> {
  const open = (database?: string) =>
    createSource(containerPrograms({ engine, container, name: environment, database }), signal);
  const server = await open();
  try {
    const [settings, databases, who] = await Promise.all([
      server.query(serverSql, signal),
      server.query(databasesSql, signal),
      server.query('SELECT session_user AS user', signal),
    ]);
    const names = databases.flatMap((row) => text(row, 'name'));
    // Those of the maintenance database are nobody's, unless it is the only one.
    const own = names.length > 1 ? names.filter((name) => name !== 'postgres') : names;
    const facts = await Promise.all(
      own.map(async (database): Promise<readonly Fact[]> => {
        const source = await open(database);
        try {
          const [rows, tables] = await Promise.all([
            source.query(databaseSql, signal),
            source.query(migrationTablesSql, signal),
          ]);
          const migrations = await Promise.all(
            tables
              .flatMap((row) => text(row, 'name'))
              .map(async (table) =>
                migrationFacts(service, database, table, await source.query(migrationsSql(table), signal)),
              ),
          );
          return [...rowFacts(service, rows, hash, database), ...migrations.flat()];
        } finally {
          await source.close();
        }
      }),
    );
    return {
      facts: [...rowFacts(service, settings, hash), ...facts.flat()],
      user: who.flatMap((row) => text(row, 'user'))[0],
    };
  } finally {
    await server.close();
  }
}
