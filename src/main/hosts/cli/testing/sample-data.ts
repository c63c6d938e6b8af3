import type { z } from 'zod';
import type { data } from '../../../../shared/contract/data.ts';
import type { masking } from '../../../../shared/contract/masking.ts';
import type { snapshots } from '../../../../shared/contract/snapshots.ts';
import type { MaskedColumn } from '../../../../shared/model/masking.ts';

type DataStatus = z.output<typeof data.show.output>;
type Snapshot = z.output<typeof snapshots.list.output>[number];
type Receipt = z.output<typeof snapshots.inspect.output>;
type Report = z.output<typeof masking.scan.output>;

/** The moment that samples are looked at, milliseconds since the epoch. */
export const sampleNow = Date.UTC(2030, 0, 31, 12);
const hour = 3_600_000;

export const sampleCheckpoints: DataStatus['checkpoints'] = [
  {
    id: 'ab12cd34',
    environment: 'dev',
    automatic: true,
    reason: 'before switching to demo',
    createdAt: sampleNow - 3 * hour,
    dataset: 'empty',
    volumes: ['db-data'],
    bytes: 40_000_000,
    ownBytes: 1_500_000,
  },
  {
    id: 'ab99ee00',
    environment: 'dev',
    name: 'before-import',
    automatic: false,
    reason: 'made by hand',
    createdAt: sampleNow - hour,
    dataset: 'demo',
    volumes: ['db-data', 'files'],
    bytes: 412_000_000,
    ownBytes: 12_000_000,
  },
];

/** An environment with a dataset of each source and state. */
export const sampleData: DataStatus = {
  environment: 'dev',
  host: 'default',
  services: ['db'],
  dataset: 'demo',
  since: sampleNow - 3 * hour,
  tier: 'reflink',
  tierCause: 'the file system shares blocks',
  canUndo: true,
  canRedo: false,
  history: [{ at: sampleNow - 3 * hour, text: 'switched to demo', dataset: 'demo', current: true }],
  datasets: [
    {
      name: 'demo',
      source: { kind: 'seed', files: ['db/seeds/demo.sql'] },
      state: 'ready',
      cause: 'baked',
      bytes: 412_000_000,
      ownBytes: 400_000_000,
      bakedAt: sampleNow - 5 * hour,
      switchMs: 430,
      usedBy: ['dev'],
    },
    {
      name: 'empty',
      source: { kind: 'seed', files: ['db/seeds/empty.sql'] },
      state: 'outdated',
      cause: 'db/seeds/empty.sql changed since it was baked',
      bytes: 40_000_000,
      bakedAt: sampleNow - 50 * hour,
      usedBy: [],
    },
    {
      name: 'staging',
      source: { kind: 'snapshot', environment: 'staging', masking: 'db/masking.yaml' },
      state: 'not-baked',
      cause: 'no snapshot was pulled yet',
      usedBy: [],
    },
    {
      name: 'mine',
      source: { kind: 'saved', environment: 'dev' },
      state: 'broken',
      cause: 'its volume is gone',
      usedBy: ['dev', 'qa'],
    },
  ],
  checkpoints: sampleCheckpoints,
  disk: { used: 1_200_000_000, logical: 5_000_000_000, free: 20_000_000_000 },
};

export const sampleSnapshot: Snapshot = {
  id: 's1f00',
  dataset: 'staging',
  source: 'staging',
  service: 'db',
  state: 'complete',
  takenAt: sampleNow - 2 * hour,
  engine: 'PostgreSQL 15.14',
  tables: 2,
  rows: 1_204_311,
  bytes: 900_000_000,
  storedBytes: 212_000_000,
  maskedColumns: 1,
  keptColumns: 2,
  verdict: 'findings',
};

export const sampleReceipt: Receipt = {
  snapshot: sampleSnapshot,
  tables: [{ name: 'public.customers', rows: 1_204_311, bytes: 900_000_000, hash: '3f2c1ab000000000' }],
  columns: [
    {
      table: 'public.customers',
      column: 'email',
      type: 'text',
      rule: '{ mask: email }',
      rows: 1_204_311,
      nulls: 11,
      changed: 1_204_300,
      distinctBefore: 1_200_000,
      distinctAfter: 1_200_000,
    },
  ],
  findings: [{ table: 'public.customers', column: 'notes', what: 'phone', count: 7, expected: false }],
  sampledOriginals: 20_000,
  verdict: 'findings',
};

export const sampleColumn = (name: string, rest: Partial<MaskedColumn> = {}): MaskedColumn => ({
  name,
  type: 'text',
  nullable: true,
  unique: false,
  rule: { mask: 'keep', options: {} },
  text: 'keep',
  state: 'ruled',
  problem: '',
  ...rest,
});

/** A report about one table. */
export function sampleReport(columns: readonly MaskedColumn[], rest: Partial<Report> = {}) {
  const open = columns.filter(({ state }) => state !== 'ruled').length;
  return {
    file: 'db/masking.yaml',
    exists: true,
    source: 'staging',
    tables: [{ name: 'public.customers', rows: 50, columns }],
    columns: columns.length,
    ruled: columns.length - open,
    masked: columns.filter(({ rule }) => rule && rule.mask !== 'keep').length,
    open,
    ...rest,
  };
}

const emailRule = { mask: 'email', options: {} } as const;
const proposal = {
  class: 'email',
  rule: emailRule,
  text: '{ mask: email }',
  confidence: 0.98,
  evidence: ['name looks like e-mail', '50 of 50 values have its form'],
} as const;

/** `email` has no rule yet. */
export const openReport = sampleReport([
  sampleColumn('id', { type: 'bigint' }),
  sampleColumn('email', { rule: undefined, text: '', state: 'unclassified', proposal }),
]);

/** The same after its proposal was written. */
export const ruledReport = sampleReport([
  sampleColumn('id', { type: 'bigint' }),
  sampleColumn('email', { rule: emailRule, text: '{ mask: email }', proposal }),
]);
