import { expect, test } from 'vitest';
import type { EgressRow } from '../../../shared/model/isolation.ts';
import { allowEntry, egressRows, egressTotals } from './egress-rows.ts';

const row = (over: Partial<EgressRow>): EgressRow => ({
  ...{ service: 'api', host: 'a.example.com', port: 443, means: 'tls', verdict: 'blocked' },
  ...{ count: 1, first: 0, last: 0 },
  ...over,
});

const rows = [
  row({ last: 10, count: 2 }),
  row({ last: 30, port: 0, means: 'name', count: 4 }),
  row({ last: 20, host: 'b.example.com', service: 'web', verdict: 'allowed' }),
  row({ last: 3, host: 'pay.example.com', verdict: 'replaced', count: 5 }),
  row({ last: 2, host: 'pay.example.com', port: 0, means: 'name', verdict: 'replaced', count: 7 }),
  row({ last: 5, host: 'lena@example.com', port: 25, means: 'mail', verdict: 'captured', count: 3 }),
];

test.each([
  ['', 'all', [30, 20, 10, 5, 3, 2]],
  ['', 'replaced', [3, 2]],
  ['', 'blocked', [30, 10]],
  ['WEB', 'all', [20]],
  [':443', 'all', [20, 10, 3]],
  [' lena ', 'captured', [5]],
  ['lena', 'blocked', []],
] as const)('filtered by "%s", %s', (text, verdict, last) => {
  expect(egressRows(rows, { text, verdict }).map((one) => one.last)).toEqual(last);
});

test('totals count hosts once, attempts each, and names that were asked for not at all', () => {
  expect(egressTotals({ rows, counters: { leftBytes: 48, leftPackets: 2, droppedPackets: 9 } })).toEqual({
    leftBytes: 48,
    leftPackets: 2,
    captured: 3,
    blockedHosts: 1,
    blocked: 2,
    allowedHosts: 1,
    replacedHosts: 1,
    replaced: 5,
  });
});

test.each([
  [{}, 'a.example.com'],
  [{ port: 80, means: 'http' }, 'a.example.com'],
  [{ port: 0, means: 'name' }, 'a.example.com'],
  [{ port: 8443 }, 'a.example.com:8443'],
  [{ verdict: 'allowed' }, undefined],
  [{ host: '203.0.113.7', means: 'tcp' }, undefined],
  [{ host: '203.0.113.7' }, undefined],
  [{ host: '2001:db8::1' }, undefined],
  [{ means: 'udp' }, undefined],
] as const)('the rule for %j', (over, entry) => {
  expect(allowEntry(row(over))).toBe(entry);
});
