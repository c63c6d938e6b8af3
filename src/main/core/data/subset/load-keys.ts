import { setImmediate as breathe } from 'node:timers/promises';
import { BacklotError } from '../../../../shared/errors.ts';
import type { TemporaryDatabase, TemporaryValue } from '../../store/temporary-database.ts';
import { tableText } from '../schema.ts';
import { createPick, type HashKey, pickRange } from './hash-key.ts';
import type { EdgePlace, KeyPass } from './key-pass.ts';
import { createRowSplitter, isNull, keyBytes, readRow } from './split-rows.ts';

/** Bytes of COPY text that are worked through in one go; between two, others get their turn. */
const sliceBytes = 16 * 1024;

/**
 * The tables of one pass: `t<n>` has every row of the source with its hashed keys, `s<n>` those that are
 * selected in the order in which they were, with their distance from a root where they were reached downwards.
 */
export function createKeyTables(db: TemporaryDatabase, passes: readonly KeyPass[]): void {
  for (const [n, { keys }] of passes.entries()) {
    const hashes = keys.map((_, k) => `h${k} BLOB`).join(', ');
    db.exec(`CREATE TABLE t${n} (row INTEGER PRIMARY KEY, pick INTEGER, ${hashes})`);
    db.exec(`CREATE TABLE s${n} (seq INTEGER PRIMARY KEY, row INTEGER NOT NULL UNIQUE, depth INTEGER)`);
  }
}

/** Made after loading: filling an index row by row takes several times as long. */
export function indexKeys(db: TemporaryDatabase, places: readonly EdgePlace[]): void {
  const wanted = new Set(
    places.flatMap(({ edge, child, childKey, parent, parentKey }) => [
      `t${parent} (h${parentKey})`,
      ...(edge.follow === 'never' ? [] : [`t${child} (h${childKey})`]),
    ]),
  );
  for (const [at, target] of [...wanted].entries()) db.exec(`CREATE INDEX i${at} ON ${target}`);
}

export interface LoadOptions {
  readonly hash: HashKey;
  /** The project's: which rows are picked is the same each time. */
  readonly secret: Uint8Array;
}

/**
 * Reads one table's keys from its COPY stream; what reaches the database is hashes alone. Answers how many
 * rows the table has.
 * @throws BacklotError `data-unreadable`, and what the stream ends with
 */
export async function loadKeys(
  db: TemporaryDatabase,
  n: number,
  pass: KeyPass,
  stream: AsyncIterable<Buffer>,
  { hash, secret }: LoadOptions,
  signal: AbortSignal,
): Promise<number> {
  const { keys, planned, fields, ordered } = pass;
  const name = tableText(pass.table);
  const insert = db.prepare(`INSERT INTO t${n} VALUES (${['?', '?', ...keys.map(() => '?')].join(', ')})`);
  const select = db.prepare(`INSERT INTO s${n} (row, depth) VALUES (?, 0)`);
  const pick = createPick(secret, name);
  const share = planned.root?.share;
  const below = share === undefined ? pickRange : share * pickRange;
  const needsPick = ordered || share !== undefined;
  // The flag comes first, so that field `i` of a key is field `i + 1` of the row.
  const shifted = keys.map((key) => key.map((field) => field + 1));
  const splitter = createRowSplitter(name);
  const ends: number[] = [];
  let row = 0;

  const take = (rows: Buffer): void => {
    for (let start = 0; start < rows.length; ) {
      const next = readRow(rows, start, ends);
      if (ends.length !== fields.length + 1)
        throw new BacklotError('data-unreadable', `A row of ${name} has another number of fields.`, {
          details: { table: name, fields: ends.length },
        });
      row += 1;
      const from = (field: number): number => (ends[field - 1] ?? start) + 1;
      const values = shifted.map((key, k): TemporaryValue => {
        // Rows are told apart by what they are, nulls too; a foreign key with a null refers to nothing.
        const refers = k === 0 || !key.some((field) => isNull(rows, from(field), ends[field] ?? start));
        return refers ? hash(keyBytes(rows, start, ends, key)) : null;
      });
      const isRoot = rows[start] === 116;
      const order = needsPick ? pick(keyBytes(rows, start, ends, shifted[0] ?? [])) : null;
      insert.run(row, ordered ? order : null, ...values);
      if (isRoot && (order ?? 0) < below) select.run(row);
      start = next;
    }
  };

  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      signal.throwIfAborted();
      const rows = splitter.push(chunk.subarray(at, at + sliceBytes));
      if (rows.length > 0) db.transaction(() => take(rows));
      await breathe();
    }
  }
  splitter.end();
  return row;
}
