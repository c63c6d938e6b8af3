import { BacklotError } from '../../../../shared/errors.ts';
import { type BakeDatabase, listDatabases } from './bake-database.ts';
import type { Say } from './baking-stack.ts';
import {
  checkForeignKeys,
  countTables,
  hashTables,
  serverVersion,
  settle,
  type TableHash,
} from './check-database.ts';
import type { RestoredSnapshot } from './fill-from-snapshot.ts';
import type { ExpectedTable } from './snapshot-bakes.ts';

/** A server as it is frozen. */
export interface CheckedDatabase {
  readonly service: string;
  /** "PostgreSQL 15.14". */
  readonly engine: string;
  readonly foreignKeys: number;
  readonly tables: TableHash[];
}

/**
 * Compares what is in the tables with what a snapshot's receipt says, and gives each the hash that its rows
 * had as they were loaded. Pure.
 * @throws BacklotError `bake-failed` with the first table that differs.
 */
export function compareReceipt(
  id: string,
  expected: readonly ExpectedTable[],
  restored: readonly TableHash[],
): TableHash[] {
  // Which names need quotes is the server's own decision.
  const plain = (name: string): string => name.replaceAll('"', '');
  const found = new Map(restored.map((one) => [plain(one.name), one]));
  const hashes = new Map(expected.map(({ name, hash }) => [plain(name), hash]));
  for (const { name, rows } of expected) {
    const table = found.get(plain(name));
    if (table?.rows === rows) continue;
    const what = table === undefined ? 'is missing' : `has ${table.rows} rows instead of ${rows}`;
    throw new BacklotError('bake-failed', `${name} ${what} after restoring the snapshot ${id}.`, {
      hint: `Check the snapshot: backlot snapshot verify ${id}`,
      details: { snapshot: id, table: name },
    });
  }
  return restored.map((one) => ({ ...one, hash: hashes.get(plain(one.name)) }));
}

/**
 * Compares the rows that the server has taken with the receipt, and counts those of which it did not say. Each
 * row's bytes were compared with it on their way in, and the keys were made after them: nothing is read again.
 * @throws BacklotError `bake-failed`.
 */
async function checkRestored(
  database: BakeDatabase,
  { snapshot, tables, taken, engine }: RestoredSnapshot,
  say: Say,
  signal: AbortSignal,
): Promise<CheckedDatabase> {
  say.progress(`counting the rows of ${database.service}`);
  const known = taken.map(({ name }) => name);
  const restored = [...taken, ...(await countTables(database, known, signal))];
  return {
    service: database.service,
    engine,
    foreignKeys: 0,
    tables: compareReceipt(snapshot.id, tables, restored),
  };
}

/** Reads a server's data again: a seed may have done anything. */
async function checkServer(server: BakeDatabase, say: Say, signal: AbortSignal): Promise<CheckedDatabase> {
  const { service } = server;
  const engine = await serverVersion(server, signal);
  const tables: TableHash[] = [];
  let keys = 0;
  for (const name of await listDatabases(server, signal)) {
    const database = { ...server, database: name };
    const where = name === server.database ? service : `${service}, database ${name}`;
    say.progress(`checking the foreign keys of ${where}`);
    keys += await checkForeignKeys(database, signal);
    say.progress(`hashing the tables of ${where}`);
    const own = await hashTables(database, signal);
    tables.push(
      ...own.map((one) => (name === server.database ? one : { ...one, name: `${name}: ${one.name}` })),
    );
    say.progress(`analysing ${where}`);
    await settle(database, signal);
  }
  return { service, engine, foreignKeys: keys, tables };
}

/**
 * Checks servers, and leaves them settled: keys valid, tables counted and hashed, statistics there.
 * @throws BacklotError `bake-failed`.
 */
export async function checkBake(
  databases: readonly BakeDatabase[],
  restored: RestoredSnapshot | undefined,
  say: Say,
  signal: AbortSignal,
): Promise<readonly CheckedDatabase[]> {
  const checked: CheckedDatabase[] = [];
  for (const server of databases)
    checked.push(
      restored?.service === server.service
        ? await checkRestored(server, restored, say, signal)
        : await checkServer(server, say, signal),
    );
  return checked;
}
