import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { ExportedSnapshot, PostgresSource } from '../postgres/source.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import { chooseInThread } from './choose-in-thread.ts';
import type { ChooseRows } from './choose-rows.ts';
import { keyBytesLong } from './hash-key.ts';
import { usuallyInMemory } from './keep-keys.ts';
import { type KeyPass, keyPasses } from './key-pass.ts';
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
  /** Keys of a table that are taken into memory at most. */
  readonly inMemory?: number | undefined;
  /** Where it is worked out: in a thread of its own unless said otherwise. */
  readonly choose?: ChooseRows | undefined;
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

/** The rows of one pass; what fails on the way is told with its condition. */
async function* explained(
  open: () => Promise<AsyncIterable<Buffer>>,
  pass: KeyPass,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* await open();
  } catch (error) {
    throw explain(error, pass);
  }
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
  { folder, secret, onTable, inMemory = usuallyInMemory, choose = chooseInThread() }: SelectOptions,
  signal: AbortSignal,
): Promise<Subset> {
  const all = keyPasses(schema, plan);
  const { passes } = all;
  const key = randomBytes(keyBytesLong);
  const file = join(folder, `subset-${randomBytes(6).toString('hex')}.db`);
  const open = async (n: number, stop: AbortSignal): Promise<AsyncIterable<Buffer>> => {
    const pass = passes[n];
    if (!pass) throw new Error(`there is no pass ${n}`);
    return explained(() => source.copyOut(pass.sql, stop, snapshot ? { snapshot: snapshot.id } : {}), pass);
  };
  const onPass = (n: number, rows: number): void => {
    const pass = passes[n];
    if (pass) onTable?.({ table: tableText(pass.table), rows });
  };
  const wanted = { ...all, depth: plan.depth, file, key, secret, inMemory };
  const chosen = await choose(wanted, open, onPass, signal);
  const counts = passes.map(({ table }, n) => ({
    table: tableText(table),
    rows: chosen.tables[n]?.of ?? 0,
    kept: chosen.tables[n]?.rows ?? 0,
  }));
  const tables: Record<string, SubsetHandle['tables'][string]> = {};
  for (const [name, { text }] of logicalTables(schema).of) {
    const at = passes.findIndex(({ table }) => tableText(table) === text);
    const pass = passes[at];
    if (pass) tables[name] = { at, columns: pass.planned.identity, memory: chosen.tables[at]?.memory };
  }
  const handle: SubsetHandle = { file, key, tables };
  const opened = openSubset(handle);
  return {
    handle,
    counts,
    notes: chosen.notes,
    keeps: opened.keeps,
    close() {
      opened.close();
      chosen.close();
    },
  };
}
