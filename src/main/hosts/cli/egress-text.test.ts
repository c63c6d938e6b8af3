import { expect, test } from 'vitest';
import type { Egress } from '../../../shared/model/isolation.ts';
import { egressNews, egressText } from './egress-text.ts';

const now = 10_000_000;
const row = {
  service: 'worker',
  host: 'api.stripe.com',
  port: 443,
  means: 'tls',
  verdict: 'blocked',
  count: 3,
  first: now - 600_000,
  last: now - 120_000,
} as const;
const egress: Egress = {
  since: now - 3_600_000,
  rows: [
    { ...row, means: 'name', port: 0, count: 9, last: now - 180_000 },
    row,
    {
      ...row,
      service: 'api',
      host: 'a@example.com',
      port: 25,
      means: 'mail',
      verdict: 'captured',
      last: now,
    },
  ],
  beyond: 2,
  counters: { leftPackets: 0, leftBytes: 0, droppedPackets: 1 },
};

test('totals, and the latest first', () => {
  expect(egressText(egress, now)).toBe(
    `
0 B left, 3 blocked, 3 captured, 0 replaced, 0 allowed; the guard started 1 h ago. 2 more found no room in this table.

SERVICE  HOST            PORT  BY    VERDICT   COUNT  LAST
api      a@example.com   25    mail  captured  3      just now
worker   api.stripe.com  443   tls   blocked   3      2 min ago
worker   api.stripe.com  -     name  blocked   9      3 min ago
`.trim(),
  );
  expect(egressText({ ...egress, rows: [], beyond: 0 }, now)).toBe(
    '0 B left, 0 blocked, 0 captured, 0 replaced, 0 allowed; the guard started 1 h ago.',
  );
});

test('what is new since the last look', () => {
  expect(egressNews({ ...egress, rows: [{ ...row, count: 1 }] }, egress)).toEqual([
    'blocked  worker -> api.stripe.com (name) x9',
    'blocked  worker -> api.stripe.com:443 (tls) x2',
    'captured  api -> a@example.com:25 (mail) x3',
  ]);
  expect(egressNews(egress, egress)).toEqual([]);
});
