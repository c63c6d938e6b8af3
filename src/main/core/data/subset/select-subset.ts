import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import { openTemporaryDatabase, type TemporaryDatabase } from '../../store/temporary-database.ts';
import type { ExportedSnapshot, PostgresSource } from '../postgres/source.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import { checkKeys } from './check-keys.ts';
import { closeOverKeys } from './close-over-keys.ts';
import { createHashKey, keyBytesLong } from './hash-key.ts';
import { keepKeys } from './keep-keys.ts';
import { type KeyPass, type KeyPasses, keyPasses } from './key-pass.ts';
import { createKeyTables, indexKeys, loadKeys } from './load-keys.ts';
import { logicalTables } from './logical-tables.ts';
import { type OpenSubset, openSubset, type SubsetHandle } from './open-subset.ts';
import type { SubsetPlan } from './subset-plan.ts';

export interface TableCount {
  /** As `tableText` writes it. */
  readonly table: string;
  readonly rows: number;
  readonly kept: number;
}

/** The rows of a subset, chosen. */
export interface Subset extends OpenSubset {
  /** For other threads; holds while this one is not closed. */
  readonly handle: SubsetHandle;
  /** Tables that are taken in part, in the plan's order. */
  readonly counts: readonly TableCount[];
  /** Keys of the source that refer to nothing, in words; never a value. */
  readonly notes: readonly string[];
}

export interface SelectOptions {
  /** Where the file with hashed keys lies until `close`: a folder of this operation's own. */
  readonly folder: string;
  /** The project's secret, so that a share picks the same rows each time. */
  readonly secret: Uint8Array;
  /** Told after each table. */
  readonly onTable?: ((count: Omit<TableCount, 'kept'>) => void) | undefined;
}

/** Says which condition it was that a database refused. */
function explain(error: unknown, { table, planned }: KeyPass): unknown {
  if (!(error instanceof BacklotError) || error.code !== 'source-failed') return error;
  if (planned.root?.condition === undefined) return error;
  const name = tableText(table);
  return new BacklotError('config-invalid', `The subset condition of ${name} is refused: ${error.message}`, {
    hint: 'Correct it in backlot.yaml, under subset.',
    details: { table: name },
    cause: error,
  });
}

/** The closure is made to hold; that it does is looked at all the same, for every key. */
async function checkAll(
  db: TemporaryDatabase,
  { places }: KeyPasses,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const place of places) {
    const { broken, dangling } = await checkKeys(db, place, signal);
    if (broken > 0)
      throw new BacklotError('internal', `${broken} rows would refer to nothing: ${place.edge.name}.`, {
        hint: 'This is a defect: please report it with the foreign keys of these tables.',
        details: { edge: place.edge.name, rows: broken },
      });
    const many = dangling === 1 ? '1 row refers' : `${dangling} rows refer`;
    if (dangling > 0) notes.push(`${many} to nothing in the source either: ${place.edge.name}.`);
  }
  return notes;
}

/**
 * Chooses the rows of a subset: reads the keys of the tables it cuts down once, in one moment of the source,
 * and closes over them in a temporary file that holds nothing but hashes under a key of this process.
 * Close it when the rows were copied.
 * @throws BacklotError what the source says; `config-invalid` for a condition it refuses; `disk-full`
 */
export async function selectSubset(
  schema: Pick<DatabaseSchema, 'tables'>,
  plan: SubsetPlan,
  source: Pick<PostgresSource, 'copyOut'>,
  snapshot: Pick<ExportedSnapshot, 'id'> | undefined,
  { folder, secret, onTable }: SelectOptions,
  signal: AbortSignal,
): Promise<Subset> {
  const all = keyPasses(schema, plan);
  const key = randomBytes(keyBytesLong);
  const hash = createHashKey(key);
  const file = join(folder, `subset-${randomBytes(6).toString('hex')}.db`);
  const db = openTemporaryDatabase(file);
  try {
    createKeyTables(db, all.passes);
    const rows: number[] = [];
    for (const [n, pass] of all.passes.entries()) {
      try {
        const inside = snapshot ? { snapshot: snapshot.id } : {};
        const stream = await source.copyOut(pass.sql, signal, inside);
        rows.push(await loadKeys(db, n, pass, stream, { hash, secret }, signal));
      } catch (error) {
        throw explain(error, pass);
      }
      onTable?.({ table: tableText(pass.table), rows: rows[n] ?? 0 });
    }
    indexKeys(db, all.places);
    await closeOverKeys(db, all.passes.length, all.places, plan.depth, signal);
    const notes = await checkAll(db, all, signal);
    const counts: TableCount[] = [];
    for (const [n, pass] of all.passes.entries()) {
      const kept = await keepKeys(db, n, signal);
      counts.push({ table: tableText(pass.table), rows: rows[n] ?? 0, kept });
    }
    const tables: Record<string, SubsetHandle['tables'][string]> = {};
    for (const [name, { text }] of logicalTables(schema).of) {
      const at = all.passes.findIndex(({ table }) => tableText(table) === text);
      const pass = all.passes[at];
      if (pass) tables[name] = { at, columns: pass.planned.identity };
    }
    const handle: SubsetHandle = { file, key, tables };
    const open = openSubset(handle);
    return {
      handle,
      counts,
      notes,
      keeps: open.keeps,
      close() {
        open.close();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
