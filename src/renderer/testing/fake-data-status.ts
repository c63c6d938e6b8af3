import type { DataStatus } from '../../shared/model/data.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A dataset in every state, and a day of history. */
export const fakeDataStatus = (now: number): DataStatus => ({
  environment: 'dev',
  host: 'default',
  services: ['db', 'cache'],
  dataset: 'demo',
  since: now - 3.2 * hour,
  named: 'demo',
  tier: 'pool',
  tierCause: 'ext4 has no shared blocks, so an XFS pool of 20 GB stands in for it',
  canUndo: true,
  canRedo: false,
  history: [
    {
      at: now - 3.2 * hour,
      text: 'switched to demo',
      dataset: 'demo',
      before: 'c41f0a9be2d7713f',
      current: true,
    },
    {
      at: now - 20 * hour,
      text: 'restored checkpoint before-import',
      dataset: 'staging',
      before: '88e1d02c6a4b95f0',
      current: false,
    },
    { at: now - 2.1 * day, text: 'switched to staging', dataset: 'staging', current: false },
  ],
  datasets: [
    {
      name: 'demo',
      source: { kind: 'seed', files: ['db/seeds/schema.sql', 'db/seeds/demo.sql'] },
      state: 'ready',
      cause: 'checked and frozen',
      bytes: 1_240_000_000,
      ownBytes: 212_000_000,
      bakedAt: now - 6 * hour,
      switchMs: 430,
      usedBy: ['dev'],
    },
    {
      name: 'staging',
      source: { kind: 'snapshot', environment: 'staging', masking: 'db/masking.yaml' },
      state: 'ready',
      cause: 'checked and frozen',
      bytes: 18_600_000_000,
      ownBytes: 18_600_000_000,
      bakedAt: now - 2.2 * day,
      takenAt: now - 2.3 * day,
      snapshot: '7c90b1e4f2a8',
      switchMs: 520,
      usedBy: ['qa'],
    },
    {
      name: 'empty',
      source: { kind: 'seed', files: ['db/seeds/schema.sql'] },
      state: 'outdated',
      cause: 'db/seeds/schema.sql changed since it was baked',
      bytes: 38_000_000,
      ownBytes: 38_000_000,
      bakedAt: now - 9 * day,
      usedBy: [],
    },
    {
      name: 'load-test',
      source: { kind: 'seed', files: ['db/seeds/generate-orders.sh'] },
      state: 'not-baked',
      cause: 'nobody has asked for it on this host',
      usedBy: [],
    },
    {
      name: 'qa',
      source: { kind: 'snapshot', environment: 'qa', masking: 'db/masking.yaml' },
      state: 'not-baked',
      cause: 'no snapshot was pulled for it yet',
      unpulled: true,
      usedBy: [],
    },
    {
      name: 'vouchers',
      source: { kind: 'saved', environment: 'dev' },
      state: 'ready',
      cause: 'frozen as it was',
      bytes: 1_250_000_000,
      ownBytes: 9_200_000,
      bakedAt: now - 5 * day,
      usedBy: [],
    },
    {
      name: 'legacy',
      source: { kind: 'seed', files: ['db/seeds/legacy.dump'] },
      state: 'broken',
      cause: 'db/seeds/legacy.dump needs PostgreSQL 16, db is 15.14',
      usedBy: [],
    },
  ],
  checkpoints: [
    {
      id: 'c41f0a9be2d7713f',
      environment: 'dev',
      automatic: true,
      reason: 'before switching to demo',
      createdAt: now - 3.2 * hour - 400,
      dataset: 'staging',
      volumes: ['db-data', 'cache-data'],
      bytes: 18_700_000_000,
      ownBytes: 86_000_000,
    },
    {
      id: '88e1d02c6a4b95f0',
      environment: 'dev',
      automatic: true,
      reason: 'before restoring before-import',
      createdAt: now - 20 * hour - 400,
      dataset: 'staging',
      volumes: ['db-data', 'cache-data'],
      bytes: 18_900_000_000,
      ownBytes: 241_000_000,
    },
    {
      id: '1b7de90a52c38f46',
      environment: 'dev',
      name: 'before-import',
      automatic: false,
      reason: 'saved by hand',
      createdAt: now - 26 * hour,
      dataset: 'staging',
      volumes: ['db-data', 'cache-data'],
      bytes: 18_600_000_000,
      ownBytes: 12_000_000,
    },
  ],
  disk: { used: 19_200_000_000, logical: 77_500_000_000, free: 212_000_000_000, budget: 40_000_000_000 },
});

/** A stack in which nothing keeps data. */
export const fakeStateless = (now: number): DataStatus => ({
  ...fakeDataStatus(now),
  services: [],
  dataset: undefined,
  since: undefined,
  named: undefined,
  canUndo: false,
  history: [],
  checkpoints: [],
  disk: { used: 0, logical: 0, free: 212_000_000_000 },
});

/** An environment that was brought up and not switched to the dataset that backlot.yaml names. */
export const fakeUnswitched = (now: number): DataStatus => ({
  ...fakeDataStatus(now),
  dataset: undefined,
  canUndo: false,
  history: [],
  checkpoints: [],
});

/** An environment to whose data nothing has happened yet. */
export const fakeUntouched = (now: number): DataStatus => ({
  ...fakeStateless(now),
  services: ['db', 'cache'],
  datasets: [],
});
