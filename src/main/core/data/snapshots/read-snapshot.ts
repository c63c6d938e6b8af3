import { Readable } from 'node:stream';
import { countRows } from './cut-chunks.ts';
import {
  type ManifestChunk,
  type ManifestTable,
  type SnapshotManifest,
  snapshotManifest,
} from './manifest.ts';
import { createRowsHash } from './rows-hash.ts';
import { unsealChunk, unsealManifest } from './seal-chunk.ts';
import { sealFailure } from './seal-failure.ts';
import { corrupt, readStored, snapshotPaths } from './store-files.ts';
import type { StoreKeys } from './store-key.ts';

/** A complete snapshot, to read. */
export interface SnapshotReader {
  readonly manifest: SnapshotManifest;
  /** A table's COPY text, whole chunks at a time, each verified before it is given, the whole at its end. */
  readonly rows: (table: ManifestTable, signal: AbortSignal) => AsyncGenerator<Buffer, void, void>;
  /** The same as a stream; it fails with `snapshot-corrupt` naming the file. */
  readonly stream: (table: ManifestTable, signal: AbortSignal) => Readable;
}

/** Chunks that are read ahead of the one being given. */
const ahead = 2;

/** The manifest of a snapshot. @throws BacklotError `snapshot-corrupt`, `store-newer` */
export async function readManifest(
  folder: string,
  id: string,
  keys: StoreKeys,
  signal: AbortSignal,
): Promise<SnapshotManifest> {
  const path = snapshotPaths(folder, id).manifest;
  const file = await readStored(path, signal);
  try {
    return snapshotManifest.parse(JSON.parse(await unsealManifest(keys, id, file)));
  } catch (error) {
    const failure = sealFailure(error, path);
    throw failure === error ? corrupt(path, 'does not read as a manifest', error) : failure;
  }
}

/** Opens the chunks that a manifest names. */
export function createSnapshotReader(
  folder: string,
  manifest: SnapshotManifest,
  keys: StoreKeys,
): SnapshotReader {
  const paths = snapshotPaths(folder, manifest.id);

  async function open(chunk: ManifestChunk, signal: AbortSignal): Promise<Buffer> {
    const path = paths.chunk(chunk.name);
    const file = await readStored(path, signal);
    try {
      return await unsealChunk(keys, chunk.name, chunk.bytes, file);
    } catch (error) {
      throw sealFailure(error, path);
    }
  }

  async function* rows(table: ManifestTable, signal: AbortSignal): AsyncGenerator<Buffer, void, void> {
    const hash = createRowsHash(manifest.version);
    let seen = 0;
    const opening: Promise<Buffer>[] = [];
    const openNext = (index: number): void => {
      const chunk = table.chunks[index];
      if (!chunk) return;
      const opened = open(chunk, signal);
      // Whoever takes it hears of its failure; until then nobody listens.
      opened.catch(() => {});
      opening.push(opened);
    };
    for (let index = 0; index <= ahead; index += 1) openNext(index);
    for (let index = 0; index < table.chunks.length; index += 1) {
      const bytes = await opening.shift();
      signal.throwIfAborted();
      if (!bytes) break;
      openNext(index + ahead + 1);
      hash.update(bytes);
      seen += countRows(bytes);
      yield bytes;
    }
    if (seen !== table.rows || hash.digest() !== table.hash) {
      throw corrupt(paths.manifest, `does not fit the rows of ${table.schema}.${table.name}`);
    }
  }

  return {
    manifest,
    rows,
    stream: (table, signal) => Readable.from(rows(table, signal), { objectMode: false, signal }),
  };
}
