import type { Snapshot } from '../../../../../shared/model/snapshot.ts';
import type { SnapshotManifest } from '../manifest.ts';

export const sampleSnapshot = (id: string, takenAt = 1_700_000_000_000): Snapshot => ({
  id,
  dataset: 'staging',
  source: 'staging',
  service: 'db',
  state: 'complete',
  takenAt,
  engine: 'PostgreSQL 15.14',
  tables: 1,
  rows: 0,
  bytes: 0,
  storedBytes: 0,
  maskedColumns: 1,
  keptColumns: 1,
  verdict: 'clean',
});

export const sampleManifest = (id: string, tables: SnapshotManifest['tables']): SnapshotManifest => ({
  version: 2,
  id,
  project: '/project',
  engine: 'PostgreSQL 15.14',
  serverVersion: 150_014,
  encoding: 'UTF8',
  database: 'shop',
  extensions: [],
  schema: { preData: 'CREATE TABLE public.t (id integer, note text);', postData: '' },
  tables,
  sequences: [{ schema: 'public', name: 't_id_seq', lastValue: '42' }],
  largeObjects: [],
  receipt: {
    snapshot: sampleSnapshot(id),
    tables: [],
    columns: [],
    findings: [],
    sampledOriginals: 0,
    verdict: 'clean',
  },
});
