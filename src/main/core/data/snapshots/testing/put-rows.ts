import { createChunkPacker } from '../../masker/pack-chunks.ts';
import type { ChunkPlace } from '../output-scan.ts';
import type { TableWriter } from '../write-snapshot.ts';

/** For tests and benchmarks: writes the rows of one piece as a program would send them, in arrivals. */
export async function putRows(
  table: TableWriter,
  index: number,
  arrivals: Iterable<Buffer>,
  signal: AbortSignal,
  look?: (chunk: Buffer, at: ChunkPlace) => void,
): Promise<void> {
  const piece = table.piece(index);
  const packer = createChunkPacker(index === 0, look);
  for (const bytes of arrivals) for (const chunk of packer.push(bytes)) await piece.put(chunk, signal);
  for (const chunk of packer.end()) await piece.put(chunk, signal);
  await piece.end();
}

/** A buffer as it may arrive. */
export function* inArrivals(bytes: Buffer, size = 65_521): Generator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
