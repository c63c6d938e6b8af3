import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SnapshotManifest } from '../manifest.ts';
import { createSnapshotStore, type SnapshotStore } from '../snapshot-store.ts';
import { memorySecrets } from './memory-secrets.ts';
import { inArrivals, putRows } from './put-rows.ts';
import { sampleManifest, sampleSnapshot } from './sample-manifest.ts';

export const never = new AbortController().signal;

/** For tests: a store in a folder of its own, removed at the end. */
export function testStore(): { readonly folder: string; readonly store: SnapshotStore } {
  const home = mkdtempSync(join(tmpdir(), 'backlot-snapshots-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, 'snapshots');
  return { folder, store: createSnapshotStore({ folder, secrets: memorySecrets() }) };
}

/** Rows of COPY text that compress as real ones do, the same for the same numbers. */
export function sampleRows(from: number, to: number): Buffer {
  const lines: string[] = [];
  for (let id = from; id < to; id += 1) {
    const noise = Math.imul(id, 0x9e3779b1) >>> 0;
    lines.push(`${id}\tuser${noise.toString(36)}@example.com\tnote ${noise % 977}\t\\N\n`);
  }
  return Buffer.from(lines.join(''));
}

/** For tests: writes one table in pieces and finishes the snapshot. */
export async function writeSample(
  store: SnapshotStore,
  id: string,
  pieces: readonly Buffer[],
  takenAt?: number,
): Promise<SnapshotManifest> {
  const about = { project: '/project', snapshot: sampleSnapshot(id, takenAt) };
  const writer = await store.create(id, about, never);
  const columns = ['id', 'email', 'note', 'gone'];
  const table = writer.table({ schema: 'public', name: 't', columns });
  await Promise.all(pieces.map((bytes, index) => putRows(table, index, inArrivals(bytes), never)));
  const manifest = sampleManifest(id, [{ ...table.written(), exact: true }]);
  await writer.finish(
    { ...manifest, receipt: { ...manifest.receipt, snapshot: sampleSnapshot(id, takenAt) } },
    never,
  );
  return manifest;
}
