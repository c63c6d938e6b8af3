import { ArrowUpRight, Ban, Disc, Mail, Replace } from 'lucide-react';
import type { AttemptMeans, Egress, EgressRow, Verdict } from '../../../shared/model/isolation.ts';
import type { StatusProps } from '../../ui/status.tsx';

export interface EgressFilter {
  /** Part of a service, host or port. */
  readonly text: string;
  readonly verdict: Verdict | 'all';
}

/** What is one row of the table, and stays that while it is counted further. */
export const rowKey = ({ service, host, port, means, verdict }: EgressRow): string =>
  `${service} ${host} ${port} ${means} ${verdict}`;

/** "api.example.com:443"; the host alone where there is no port. */
export const hostOf = ({ host, port }: Pick<EgressRow, 'host' | 'port'>): string =>
  port === 0 ? host : `${host}:${port}`;

/** The rows that a filter leaves, the last tried first. */
export function egressRows(
  rows: readonly EgressRow[],
  { text, verdict }: EgressFilter,
): readonly EgressRow[] {
  const wanted = text.trim().toLowerCase();
  return rows
    .filter((row) => verdict === 'all' || row.verdict === verdict)
    .filter((row) => `${row.service} ${hostOf(row)} ${row.means}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => b.last - a.last || rowKey(a).localeCompare(rowKey(b)));
}

/** What the whole table comes to. */
export interface EgressTotals {
  readonly leftBytes: number;
  readonly leftPackets: number;
  /** Mails that were taken since the guard started. */
  readonly captured: number;
  /** Different hosts that something was refused to. */
  readonly blockedHosts: number;
  /** How often. */
  readonly blocked: number;
  readonly allowedHosts: number;
  /** Different hosts that a sandbox answered for, and how often. */
  readonly replacedHosts: number;
  readonly replaced: number;
}

/** Names that were asked for are no attempts of their own: what came of them has its own row. */
const tried = (rows: readonly EgressRow[], verdict: Verdict): readonly EgressRow[] =>
  rows.filter((row) => row.verdict === verdict && row.means !== 'name');

const hosts = (rows: readonly EgressRow[], verdict: Verdict): number =>
  new Set(tried(rows, verdict).map(({ host }) => host)).size;

const attempts = (rows: readonly EgressRow[], verdict: Verdict): number =>
  tried(rows, verdict).reduce((sum, { count }) => sum + count, 0);

export const egressTotals = ({ rows, counters }: Pick<Egress, 'rows' | 'counters'>): EgressTotals => ({
  leftBytes: counters.leftBytes,
  leftPackets: counters.leftPackets,
  captured: attempts(rows, 'captured'),
  blockedHosts: hosts(rows, 'blocked'),
  blocked: attempts(rows, 'blocked'),
  allowedHosts: hosts(rows, 'allowed') + hosts(rows, 'recorded'),
  replacedHosts: hosts(rows, 'replaced'),
  replaced: attempts(rows, 'replaced'),
});

const verdicts: Readonly<Record<Verdict, StatusProps>> = {
  allowed: { tone: 'attention', word: 'Allowed', icon: ArrowUpRight },
  blocked: { tone: 'isolated', word: 'Blocked', icon: Ban },
  captured: { tone: 'healthy', word: 'Captured', icon: Mail },
  recorded: { tone: 'attention', word: 'Recorded', icon: Disc },
  replaced: { tone: 'healthy', word: 'Replaced', icon: Replace },
};

export const verdictWord = (verdict: Verdict): StatusProps => verdicts[verdict];

const means: Readonly<Record<AttemptMeans, string>> = {
  name: 'name asked for',
  http: 'HTTP',
  tls: 'TLS',
  tcp: 'TCP',
  udp: 'UDP',
  mail: 'mail',
  other: 'other protocol',
};

/** By what an attempt was seen. */
export const meansWord = (one: AttemptMeans): string => means[one];

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');

/** Ports that an entry without one opens. */
const usual: readonly number[] = [0, 80, 443];

/** The entry of `isolation.allow` that would let a blocked attempt pass; undefined where none can. */
export function allowEntry({
  host,
  port,
  means: by,
  verdict,
}: Pick<EgressRow, 'host' | 'port' | 'means' | 'verdict'>): string | undefined {
  if (verdict !== 'blocked' || isAddress(host) || !['name', 'http', 'tls'].includes(by)) return undefined;
  return usual.includes(port) ? host : `${host}:${port}`;
}
