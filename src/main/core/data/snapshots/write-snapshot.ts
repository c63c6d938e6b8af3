import type { PackedChunk } from '../masker/row-program-messages.ts';
import { createGate } from './gate.ts';
import type { ManifestChunk, ManifestTable, SnapshotManifest } from './manifest.ts';
import { rowsHash } from './rows-hash.ts';
import { headBytes, sealChunk, sealManifest } from './seal-chunk.ts';
import { settleFile, settleFolder, shareFile, snapshotPaths, writeWhole } from './store-files.ts';
import type { StoreKeys } from './store-key.ts';

/** Writes one piece of a table's rows: masked, in compressed chunks. Its calls come one after another. */
export interface PieceWriter {
  readonly put: (chunk: PackedChunk, signal: AbortSignal) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A table as it was stored. */
export type WrittenTable = Omit<ManifestTable, 'exact'>;

export interface TableWriter {
  /** Pieces count from 0 and may be written side by side, begun in their order; all that there are are ended. */
  readonly piece: (index: number) => PieceWriter;
  /** What was written, once every piece has ended. */
  readonly written: () => WrittenTable;
}

export interface SnapshotWriter {
  readonly id: string;
  readonly table: (table: Pick<ManifestTable, 'schema' | 'name' | 'columns'>) => TableWriter;
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
  /** Not known to be on disk: they count for nothing before the manifest is there. */
  const unsettled: string[] = [];
  const stored = new Map<string, { readonly size: number; readonly written: Promise<void> }>();

  async function store({ data, bytes }: PackedChunk, signal: AbortSignal): Promise<ManifestChunk> {
    signal.throwIfAborted();
    const { name, head, body } = sealChunk(keys, data);
    const size = headBytes + body.length;
    let entry = stored.get(name);
    if (!entry) {
      const put = async (): Promise<void> => {
        const other = known(name);
        if (other && (await shareFile(other, paths.chunk(name)))) return;
        // Waiting for the disk at each would slow the rows down; all are settled before the manifest.
        await writeWhole(paths.chunk(name), [head, body], signal, { durable: false });
        unsettled.push(paths.chunk(name));
      };
      entry = { size, written: put() };
      stored.set(name, entry);
    }
    await entry.written;
    return { name, bytes, stored: entry.size };
  }

  return {
    id,
    storedBytes: () => [...stored.values()].reduce((sum, { size }) => sum + size, 0),
    table({ schema, name, columns }) {
      let rows = 0;
      let total = 0;
      const settled: ManifestChunk[][] = [];
      const hashes: string[][] = [];
      return {
        piece(index) {
          const own: Promise<ManifestChunk>[] = [];
          const ownHashes: string[] = [];
          let failure: { readonly error: unknown } | undefined;
          return {
            async put(chunk, signal) {
              if (failure) throw failure.error;
              rows += chunk.rows;
              total += chunk.bytes;
              ownHashes.push(chunk.hash);
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
            },
            async end() {
              hashes[index] = ownHashes;
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
          hash: rowsHash(hashes.flat()),
          chunks: settled.flat(),
        }),
      };
    },
    async finish(manifest, signal) {
      await Promise.all(unsettled.map((path) => gate(() => settleFile(path))));
      signal.throwIfAborted();
      await settleFolder(paths.folder);
      const sealed = await sealManifest(keys, id, JSON.stringify(manifest));
      await writeWhole(paths.manifest, [sealed], signal, { durable: true });
      await settleFolder(paths.folder);
      await settleFolder(folder);
    },
  };
}
