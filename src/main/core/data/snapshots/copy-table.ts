import type { PieceEnd } from '../masker/row-program-messages.ts';
import type { RowSide } from '../masker/row-side.ts';
import type { CopyPiece } from './pull-ports.ts';
import type { TableWriter } from './write-snapshot.ts';

export interface TableCopy {
  /** As the receipt names it. */
  readonly name: string;
  readonly rows: Pick<RowSide, 'read'>;
  readonly pieces: readonly CopyPiece[];
  readonly writer: TableWriter;
  /** Settles once rows may be stored. */
  readonly mayStore: (signal: AbortSignal) => Promise<void>;
  /** Told raw bytes as they are read. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Has the rows of a table read and masked, some pieces side by side, and stores them. Answers the ends of its
 * pieces in their order. The first failure stops the others.
 */
export async function copyTable(copy: TableCopy, signal: AbortSignal): Promise<readonly PieceEnd[]> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const ends: PieceEnd[] = [];
  let failure: { readonly error: unknown } | undefined;

  const one = async ({ statement }: CopyPiece, index: number): Promise<void> => {
    const piece = copy.writer.piece(index);
    let told = 0;
    const onRead = (read: number): void => {
      copy.onBytes(read - told);
      told = read;
    };
    const end = await copy.rows.read(
      { table: copy.name, statement, first: index === 0 },
      {
        onRead,
        async onChunk(chunk) {
          await copy.mayStore(stop);
          await piece.put(chunk, stop);
        },
      },
      stop,
    );
    await copy.mayStore(stop);
    await piece.end();
    onRead(end.read);
    ends[index] = end;
  };

  const pieces = copy.pieces.map((piece, index) =>
    one(piece, index).catch((error: unknown) => {
      // The others fail because of this one: its error is the one to tell.
      failure ??= { error };
      failed.abort();
    }),
  );
  await Promise.all(pieces);
  signal.throwIfAborted();
  if (failure) throw failure.error;
  return ends;
}
