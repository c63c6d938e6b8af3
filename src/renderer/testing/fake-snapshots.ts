import type { DomainHandlers } from '../../shared/contract/define.ts';
import {
  receipt as receiptSchema,
  snapshot as snapshotSchema,
  type snapshots,
} from '../../shared/contract/snapshots.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Receipt, Snapshot } from '../../shared/model/snapshot.ts';
import { type BeginFake, fakeStep } from './fake-data.ts';

const hour = 3_600_000;

const snapshotAt = (now: number, id: string, over: Partial<Snapshot> = {}): Snapshot => ({
  id,
  dataset: 'staging',
  source: 'staging',
  service: 'db',
  state: 'complete',
  takenAt: now,
  finishedAt: now + 94_000,
  engine: 'PostgreSQL 15.14',
  tables: 4,
  rows: 14_626_936,
  bytes: 4_820_000_000,
  storedBytes: 1_130_000_000,
  maskedColumns: 11,
  keptColumns: 13,
  verdict: 'clean',
  ...over,
});

const columns: Receipt['columns'] = [
  ['public.customers', 'id', 'bigint', 'keep', 184_210, 0, 0, 184_210, 184_210],
  [
    'public.customers',
    'email',
    'character varying(254)',
    '{ mask: email }',
    184_210,
    0,
    184_210,
    183_900,
    183_900,
  ],
  ['public.customers', 'full_name', 'text', '{ mask: full-name }', 184_210, 12, 184_198, 171_022, 98_410],
  ['public.customers', 'phone', 'text', '{ mask: phone }', 184_210, 40_210, 144_000, 143_100, 143_100],
  ['public.customers', 'notes', 'text', '{ mask: text }', 184_210, 150_000, 34_210, 30_911, 30_911],
  ['public.orders', 'id', 'bigint', 'keep', 1_840_112, 0, 0, 1_840_112, 1_840_112],
  ['public.orders', 'ip', 'inet', '{ mask: ip }', 1_840_112, 3, 1_840_001, 201_000, 201_000],
  ['audit.events', 'actor_email', 'citext', '{ mask: email }', 12_400_881, 0, 12_400_881, 902, 902],
].map(([table, column, type, rule, rows, nulls, changed, distinctBefore, distinctAfter]) => ({
  table: String(table),
  column: String(column),
  type: String(type),
  rule: String(rule),
  rows: Number(rows),
  nulls: Number(nulls),
  changed: Number(changed),
  distinctBefore: Number(distinctBefore),
  distinctAfter: Number(distinctAfter),
}));

const receiptOf = (snapshot: Snapshot): Receipt => ({
  snapshot,
  tables: ['public.customers', 'public.addresses', 'public.orders', 'audit.events'].map((name, index) => ({
    name,
    rows: [184_210, 201_733, 1_840_112, 12_400_881][index] ?? 0,
    scannedRows: [184_210, 201_733, 400_000, 400_000][index] ?? 0,
    bytes: [38_000_000, 41_000_000, 620_000_000, 4_121_000_000][index] ?? 0,
    hash: `${index + 3}f2c1ab9d04e6b7a8c5f21e0d9b8a7c6e5f4d3c2`.padEnd(64, '0'),
  })),
  columns,
  findings: [
    ...(snapshot.verdict === 'findings'
      ? [
          {
            table: 'public.orders',
            column: 'gift_message',
            what: 'phone' as const,
            count: 17,
            expected: false,
          },
          { table: 'audit.events', column: 'payload', what: 'email' as const, count: 1, expected: false },
        ]
      : []),
    { table: 'public.orders', column: 'reference', what: 'card', count: 208, expected: true },
    { table: 'public.products', column: 'contact', what: 'email', count: 41, expected: true },
  ],
  sampledOriginals: 20_000,
  verdict: snapshot.verdict,
});

/** Two snapshots, and what pulling another would look like. */
export function fakeSnapshots(
  now: number,
  empty: boolean,
  begin: BeginFake,
): DomainHandlers<typeof snapshots> {
  let list: readonly Snapshot[] = empty
    ? []
    : [
        snapshotAt(now - 55 * hour, '7c90b1e4f2a8d3106b5c'),
        snapshotAt(now - 220 * hour, '2ae81f07c93d55b0e6f1', {
          verdict: 'findings',
          storedBytes: 1_060_000_000,
        }),
      ];
  const find = (id: string): Snapshot => {
    const found = list.find((one) => one.id.startsWith(id));
    if (found) return found;
    throw new BacklotError('snapshot-missing', `There is no snapshot "${id}".`);
  };
  return {
    list: ({ dataset }) =>
      list
        .filter((one) => dataset === undefined || one.dataset === dataset)
        .map((one) => snapshotSchema.parse(one)),
    pull: ({ dataset, placement }) => ({
      operation: begin(
        {
          kind: 'snapshot-pull',
          title: `Pull snapshot for ${dataset}`,
          steps: [
            fakeStep('check', 'db/masking.yaml', 'every column must be decided'),
            ...[
              ['public.customers', 38],
              ['public.addresses', 41],
              ['public.orders', 620],
              ['audit.events', 4121],
            ].map(([name, megabytes]) =>
              fakeStep('copy', String(name), placement === 'core' ? 'masked here' : 'masked on its way', {
                weight: Number(megabytes) / 100,
                progress: { current: 0, total: Number(megabytes) * 1_000_000, unit: 'bytes' },
              }),
            ),
            fakeStep('search', 'the masked data', 'nothing personal may be in it'),
          ],
        },
        'staging',
        () => {
          list = [snapshotAt(Date.now(), `${list.length}f90b1e4f2a8d3106b5c`, { dataset }), ...list];
        },
      ),
    }),
    verify: ({ id }) => ({
      operation: begin(
        {
          kind: 'snapshot-verify',
          title: `Verify snapshot ${find(id).id.slice(0, 7)}`,
          steps: [fakeStep('read', 'every byte', 'asked for')],
        },
        'staging',
        () => {},
      ),
    }),
    inspect: ({ id }) => receiptSchema.parse(receiptOf(find(id))),
    receipt: ({ id }) => ({
      markdown: `# Receipt of snapshot ${find(id).id}\n\nVerdict: ${find(id).verdict}\n`,
    }),
    remove: ({ id }) => {
      const { id: whole } = find(id);
      list = list.filter((one) => one.id !== whole);
      return {};
    },
  };
}
