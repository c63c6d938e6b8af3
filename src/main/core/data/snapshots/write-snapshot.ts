import { countRows, createChunkCutter } from './cut-chunks.ts';
import { createGate } from './gate.ts';
import type { ManifestChunk, ManifestTable, SnapshotManifest } from './manifest.ts';
import { createOrderHash } from './order-hash.ts';
import { headBytes, sealChunk, sealManifest } from './seal-chunk.ts';
import { settleFolder, shareFile, snapshotPaths, writeDurably } from './store-files.ts';
import type { StoreKeys } from './store-key.ts';

/** Writes one piece of a table's rows: COPY text, masked. Its calls come one after another. */
export interface PieceWriter {
  readonly write: (bytes: Buffer, signal: AbortSignal) => Promise<void>;
  readonly end: (signal: AbortSignal) => Promise<void>;
}

/** A table as it was stored. */
export type WrittenTable = Omit<ManifestTable, 'exact'>;

export interface TableWriter {
  /** Pieces count from 0 and may be written side by side, begun in their order. */
  readonly piece: (index: number) => PieceWriter;
  /** What was written, once every piece has ended. */
  readonly written: () => WrittenTable;
}

/** Where in its table a chunk stands. */
export interface ChunkPlace {
  /** The table's first. */
  readonly first: boolean;
  /** False when it goes on with a row that was longer than a chunk. */
  readonly startsRow: boolean;
}

export interface SnapshotWriter {
  readonly id: string;
  /** `onChunk` sees each chunk's rows before they are sealed. */
  readonly table: (
    table: Pick<ManifestTable, 'schema' | 'name' | 'columns'>,
    onChunk?: (bytes: Buffer, at: ChunkPlace) => void,
  ) => TableWriter;
  /** Bytes that the chunks written so far take, each counted once. */
  readonly storedBytes: () => number;
  /** Writes the manifest: from now on there is a snapshot. */
  readonly finish: (manifest: SnapshotManifest, signal: AbortSignal) => Promise<void>;
}

/** Chunks on their way to disk at a time, over all tables: what bounds the memory of a pull. */
const inFlight = 4;

/**
 * Writes a snapshot into its folder. `known` finds a chunk of that name in another snapshot, which is then
 * shared. A failed write fails the next call of its piece.
 */
export function createSnapshotWriter(
  folder: string,
  id: string,
  keys: StoreKeys,
  known: (name: string) => string | undefined,
): SnapshotWriter {
  const paths = snapshotPaths(folder, id);
  const gate = createGate(inFlight);
  const stored = new Map<string, { readonly size: number; readonly written: Promise<void> }>();

  async function store(bytes: Buffer, signal: AbortSignal): Promise<ManifestChunk> {
    signal.throwIfAborted();
    const { name, head, body } = await sealChunk(keys, bytes);
    const size = headBytes + body.length;
    let entry = stored.get(name);
    if (!entry) {
      const put = async (): Promise<void> => {
        const other = known(name);
        if (other && (await shareFile(other, paths.chunk(name)))) return;
        await writeDurably(paths.chunk(name), [head, body], signal);
      };
      entry = { size, written: put() };
      stored.set(name, entry);
    }
    await entry.written;
    return { name, bytes: bytes.length, stored: entry.size };
  }

  return {
    id,
    storedBytes: () => [...stored.values()].reduce((sum, { size }) => sum + size, 0),
    table({ schema, name, columns }, onChunk) {
      const hash = createOrderHash();
      const pieces: Promise<ManifestChunk>[][] = [];
      let rows = 0;
      let total = 0;
      const settled: ManifestChunk[][] = [];
      return {
        piece(index) {
          const cutter = createChunkCutter();
          const ordered = hash.piece(index);
          const own: Promise<ManifestChunk>[] = [];
          pieces[index] = own;
          let startsRow = true;
          let failure: { readonly error: unknown } | undefined;

          const send = async (chunk: Buffer, signal: AbortSignal): Promise<void> => {
            rows += countRows(chunk);
            total += chunk.length;
            onChunk?.(chunk, { first: index === 0 && own.length === 0, startsRow });
            startsRow = chunk.at(-1) === 10;
            await ordered.update(chunk, signal);
            if (failure) throw failure.error;
            // Waits for a place, not for the disk: the next rows are read meanwhile.
            await new Promise<void>((taken, refused) => {
              const done = gate(() => {
                taken();
                return store(chunk, signal);
              });
              done.catch((error: unknown) => {
                failure ??= { error };
                refused(error);
              });
              own.push(done);
            });
          };

          return {
            async write(bytes, signal) {
              if (failure) throw failure.error;
              for (const chunk of cutter.push(bytes)) await send(chunk, signal);
            },
            async end(signal) {
              const rest = cutter.end();
              if (rest) await send(rest, signal);
              ordered.end();
              settled[index] = await Promise.all(own);
            },
          };
        },
        written: () => ({
          schema,
          name,
          columns,
          rows,
          bytes: total,
          hash: hash.digest(),
          chunks: settled.flat(),
        }),
      };
    },
    async finish(manifest, signal) {
      await settleFolder(paths.folder);
      const sealed = await sealManifest(keys, id, JSON.stringify(manifest));
      await writeDurably(paths.manifest, [sealed], signal);
      await settleFolder(paths.folder);
      await settleFolder(folder);
    },
  };
}
