import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRow } from '../scripts/bench/make-row.ts';
import { createOriginalSample } from '../src/main/core/data/snapshots/original-sample.ts';
import { type ChunkPlace, createOutputScan } from '../src/main/core/data/snapshots/output-scan.ts';
import { createSnapshotStore } from '../src/main/core/data/snapshots/snapshot-store.ts';
import { memorySecrets } from '../src/main/core/data/snapshots/testing/memory-secrets.ts';
import { inArrivals, putRows } from '../src/main/core/data/snapshots/testing/put-rows.ts';
import { sampleManifest, sampleSnapshot } from '../src/main/core/data/snapshots/testing/sample-manifest.ts';
import type { Bench } from './bench.ts';

const megabytes = 256;
const arrival = 64 * 1024;
const columns = ['id', 'email', 'name', 'at', 'notes', 'settings'];

/** COPY text such as an application's tables have it; no two rows are the same. */
function makeRows(bytes: number): Buffer {
  const lines: string[] = [];
  for (let id = 0, size = 0; size < bytes; id += 1) {
    const noise = Math.imul(id + 1, 0x9e3779b1) >>> 0;
    const line = `${id}\tu${noise.toString(36)}@example.com\tAnna ${(noise % 9973).toString(36)}\t2024-0${1 + (noise % 9)}-11 0${noise % 10}:04:05+00\tordered ${noise % 13} of ${noise % 977}, to be brought before noon\t{"theme": "dark", "last": ${noise}}\n`;
    lines.push(line);
    size += line.length;
  }
  return Buffer.from(lines.join(''));
}

function makeScan(): (chunk: Buffer, at: ChunkPlace) => void {
  const originals = createOriginalSample();
  for (let index = 0; index < 5_000; index += 1) originals.add(`original-${index}@corp.com`);
  return createOutputScan(originals).table('public.rows', [
    { name: 'id', category: 'integer', mask: 'keep' },
    { name: 'email', category: 'text', mask: 'email' },
    { name: 'name', category: 'text', mask: 'full-name' },
    { name: 'at', category: 'timestamp', mask: 'keep' },
    { name: 'notes', category: 'text', mask: 'text' },
    { name: 'settings', category: 'json', mask: 'json' },
  ]);
}

interface Measured {
  readonly write: number;
  readonly writeScanned: number;
  readonly read: number;
  readonly ratio: number;
}

async function measure(rows: Buffer, signal: AbortSignal): Promise<Measured> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  try {
    const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
    const rate = async (work: () => Promise<void>): Promise<number> => {
      const begun = performance.now();
      await work();
      return rows.length / 1e6 / ((performance.now() - begun) / 1000);
    };
    const write = async (id: string, scan?: (chunk: Buffer, at: ChunkPlace) => void): Promise<void> => {
      const about = { project: '/bench', snapshot: sampleSnapshot(id) };
      const writer = await store.create(id, about, signal);
      const table = writer.table({ schema: 'public', name: 'rows', columns });
      await putRows(table, 0, inArrivals(rows, arrival), signal, scan);
      await writer.finish(sampleManifest(id, [{ ...table.written(), exact: true }]), signal);
    };
    const [plain, scanned] = ['00000000000000aa', '00000000000000bb'];
    const written = await rate(() => write(plain));
    const reader = await store.open(plain, signal);
    const [table] = reader.manifest.tables;
    if (!table) throw new Error('nothing was written');
    const read = await rate(async () => {
      for await (const _ of reader.rows(table, signal)) signal.throwIfAborted();
    });
    const stored = table.chunks.reduce((sum, chunk) => sum + chunk.stored, 0);
    // Removed first, as the chunks would be shared and nothing written.
    await store.remove(plain);
    const writeScanned = await rate(() => write(scanned, makeScan()));
    return { write: written, writeScanned, read, ratio: rows.length / stored };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** What the snapshot store takes and gives in a second, and what the scan of the output costs. */
const snapshotStore: Bench = {
  name: 'snapshot-store',
  async run({ rounds, signal, log }) {
    const rows = makeRows(megabytes * 1e6);
    const measured: Measured[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      signal.throwIfAborted();
      log(
        `round ${round} of ${rounds}: ${megabytes} MB of COPY text, written, read back, written and scanned`,
      );
      measured.push(await measure(rows, signal));
    }
    const row = (name: string, unit: string, limit: number, of: (one: Measured) => number, atLeast = true) =>
      makeRow({ name, unit, limit, rounds: measured.map(of), atLeast });
    return [
      row('write', 'MB/s', 100, ({ write }) => write),
      row('read and verify', 'MB/s', 100, ({ read }) => read),
      row('time with the scan to without', 'x', 1.5, (one) => one.write / one.writeScanned, false),
      row('raw to stored bytes', 'x', 2, ({ ratio }) => ratio),
    ];
  },
};

export default snapshotStore;
