import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { BacklotError } from '../../../../shared/errors.ts';
import type { PackedChunk } from '../masker/row-program-messages.ts';
import { createGate } from './gate.ts';
import type { ManifestChunk, ManifestTable, SnapshotManifest } from './manifest.ts';
import { createOrderHash } from './order-hash.ts';
import { headBytes, sealChunk, sealManifest } from './seal-chunk.ts';
import { settleFile, settleFolder, shareFile, snapshotPaths, writeWhole } from './store-files.ts';
import type { StoreKeys } from './store-key.ts';

/** Writes one piece of a table's rows: masked, in compressed chunks. Its calls come one after another. */
export interface PieceWriter {
  readonly put: (chunk: PackedChunk, signal: AbortSignal) => Promise<void>;
  /** `hash`: SHA-256 of the piece's rows, hex. */
  readonly end: (hash: string) => Promise<void>;
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
  /** A table that is written in so many pieces. */
  readonly table: (table: Pick<ManifestTable, 'schema' | 'name' | 'columns'>, pieces: number) => TableWriter;
  /** Bytes that the chunks written so far take, each counted once. */
  readonly storedBytes: () => number;
  /** Writes the manifest: from now on there is a snapshot. */
  readonly finish: (manifest: SnapshotManifest, signal: AbortSignal) => Promise<void>;
}

/** SHA-256 of nothing: of a table without rows. */
const emptyHash = createHash('sha256').digest('hex');

const decompress = promisify(zstdDecompress);

/** The rows of a chunk, as many bytes as were told. */
async function unpack({ data, bytes }: PackedChunk): Promise<Buffer> {
  const rows = await decompress(data, { maxOutputLength: bytes, chunkSize: Math.max(65_536, bytes) });
  if (rows.length === bytes) return rows;
  throw new BacklotError('internal', 'Masked rows came with a wrong length.');
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
    table({ schema, name, columns }, count) {
      // The hash of rows that came in one piece is that piece's; of several it is made in their order.
      const ordered = count > 1 ? createOrderHash() : undefined;
      let told = emptyHash;
      let rows = 0;
      let total = 0;
      const settled: ManifestChunk[][] = [];
      return {
        piece(index) {
          const own: Promise<ManifestChunk>[] = [];
          const hash = ordered?.piece(index);
          let failure: { readonly error: unknown } | undefined;
          return {
            async put(chunk, signal) {
              if (failure) throw failure.error;
              rows += chunk.rows;
              total += chunk.bytes;
              await hash?.update(await unpack(chunk), signal);
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
            async end(digest) {
              hash?.end();
              told = digest;
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
          hash: ordered?.digest() ?? told,
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
