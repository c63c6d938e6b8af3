import { BacklotError } from '../../../../shared/errors.ts';
import { type BakeDatabase, listDatabases } from './bake-database.ts';
import type { Say } from './baking-stack.ts';
import { checkForeignKeys, hashTables, serverVersion, settle, type TableHash } from './check-database.ts';
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
 * Compares what is in the tables with what a snapshot's receipt says was put there. Pure.
 * @throws BacklotError `bake-failed` with the first table that differs.
 */
export function compareReceipt(
  id: string,
  expected: readonly ExpectedTable[],
  restored: readonly TableHash[],
): void {
  // Which names need quotes is the server's own decision.
  const plain = (name: string): string => name.replaceAll('"', '');
  const found = new Map(restored.map((one) => [plain(one.name), one]));
  for (const { name, rows, hash } of expected) {
    const table = found.get(plain(name));
    if (table?.rows === rows && (hash === undefined || table.hash === hash)) continue;
    const what =
      table === undefined
        ? 'is missing'
        : table.rows === rows
          ? 'has other rows'
          : `has ${table.rows} rows instead of ${rows}`;
    throw new BacklotError('bake-failed', `${name} ${what} after restoring the snapshot ${id}.`, {
      hint: `Check the snapshot: backlot snapshot verify ${id}`,
      details: { snapshot: id, table: name },
    });
  }
}

/**
 * Checks servers that run as they will run, and leaves them settled: keys valid, tables counted and hashed,
 * statistics there, everything on disk.
 * @throws BacklotError `bake-failed`.
 */
export async function checkBake(
  databases: readonly BakeDatabase[],
  {
    foreignKeys,
    restored,
  }: {
    /** False where the keys were made after the rows, and so were checked then. */
    readonly foreignKeys: boolean;
    readonly restored: RestoredSnapshot | undefined;
  },
  say: Say,
  signal: AbortSignal,
): Promise<readonly CheckedDatabase[]> {
  const checked: CheckedDatabase[] = [];
  for (const server of databases) {
    const { service } = server;
    const engine = await serverVersion(server, signal);
    const tables: TableHash[] = [];
    let keys = 0;
    const names = await listDatabases(server, signal);
    for (const name of names) {
      const database = { ...server, database: name };
      const where = name === server.database ? service : `${service}, database ${name}`;
      if (foreignKeys) {
        say.progress(`checking the foreign keys of ${where}`);
        keys += await checkForeignKeys(database, signal);
      }
      say.progress(`hashing the tables of ${where}`);
      const own = await hashTables(database, signal);
      tables.push(
        ...own.map((one) => (name === server.database ? one : { ...one, name: `${name}: ${one.name}` })),
      );
      say.progress(`analysing ${where}`);
      // A restore has done so, and makes nothing afterwards.
      await settle(database, { analyze: restored === undefined }, signal);
    }
    if (restored?.service === service) compareReceipt(restored.snapshot.id, restored.tables, tables);
    checked.push({ service, engine, foreignKeys: keys, tables });
  }
  return checked;
}
