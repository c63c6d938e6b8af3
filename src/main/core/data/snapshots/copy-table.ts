import type { ColumnCounts } from '../mask/row-masker.ts';
import type { PostgresSource } from '../postgres/source.ts';
import type { Gate } from './gate.ts';
import { mergeCounts, type PieceCounts } from './merge-counts.ts';
import type { CopyPiece, PieceMasker } from './pull-ports.ts';
import type { Throttle } from './throttle.ts';
import type { TableWriter, WrittenTable } from './write-snapshot.ts';

export interface TableCopy {
  readonly source: Pick<PostgresSource, 'copyOut'>;
  readonly snapshot: string;
  readonly pieces: readonly CopyPiece[];
  readonly masker: () => PieceMasker;
  readonly writer: TableWriter;
  /** Lets so many sessions at the source. */
  readonly gate: Gate;
  readonly throttle: Throttle;
  /** Told raw bytes as they are read. */
  readonly onBytes: (bytes: number) => void;
}

export interface CopiedTable {
  readonly table: WrittenTable;
  readonly counts: readonly (ColumnCounts | undefined)[];
}

/**
 * Reads, masks and stores the rows of a table, some pieces side by side. The first failure stops the others;
 * only masked bytes leave the masker.
 */
export async function copyTable(copy: TableCopy, signal: AbortSignal): Promise<CopiedTable> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const counted: PieceCounts[] = [];
  let failure: { readonly error: unknown } | undefined;

  const one = async ({ statement }: CopyPiece, index: number): Promise<void> => {
    stop.throwIfAborted();
    const piece = copy.writer.piece(index);
    const masker = copy.masker();
    const rows = await copy.source.copyOut(statement, stop, { snapshot: copy.snapshot });
    try {
      for await (const bytes of rows) {
        if (!Buffer.isBuffer(bytes)) continue;
        await copy.throttle(bytes.length, stop);
        await piece.write(await masker.push(bytes), stop);
        copy.onBytes(bytes.length);
      }
      await piece.write(await masker.end(), stop);
      await piece.end(stop);
      counted[index] = { counts: masker.counts(), tallies: masker.tallies?.() };
    } finally {
      rows.destroy();
      masker.close?.();
    }
  };

  const pieces = copy.pieces.map((piece, index) =>
    copy
      .gate(() => one(piece, index))
      .catch((error: unknown) => {
        // The others fail because of this one: its error is the one to tell.
        failure ??= { error };
        failed.abort();
      }),
  );
  await Promise.all(pieces);
  signal.throwIfAborted();
  if (failure) throw failure.error;
  return { table: copy.writer.written(), counts: mergeCounts(counted) };
}
