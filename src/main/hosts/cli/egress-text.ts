import type { AllowedHost, Egress, EgressRow } from '../../../shared/model/isolation.ts';
import { agoText, bytesText } from './quantity-text.ts';
import { tableText } from './table-text.ts';

const total = (rows: readonly EgressRow[], verdict: EgressRow['verdict']): number =>
  rows.reduce((sum, one) => (one.verdict === verdict && one.means !== 'name' ? sum + one.count : sum), 0);

/** The sentence above the table. Names that were asked for are no attempts of their own. */
export const egressTotals = ({ since, rows, beyond, counters }: Egress, now: number): string =>
  `${bytesText(counters.leftBytes)} left, ${total(rows, 'blocked')} blocked, ${total(rows, 'captured')} captured, ${total(rows, 'replaced')} replaced, ${total(rows, 'allowed') + total(rows, 'recorded')} allowed; the guard started ${agoText(since, now)}.${beyond > 0 ? ` ${beyond} more found no room in this table.` : ''}`;

/** What an environment tried to reach, the latest first. */
export function egressText(egress: Egress, now: number): string {
  const rows = egress.rows.toSorted((a, b) => b.last - a.last);
  const totals = egressTotals(egress, now);
  if (rows.length === 0) return totals;
  return `${totals}\n\n${tableText(
    ['SERVICE', 'HOST', 'PORT', 'BY', 'VERDICT', 'COUNT', 'LAST'],
    rows.map(({ service, host, port, means, verdict, count, last }) => [
      service,
      host,
      port === 0 ? '-' : String(port),
      means,
      verdict,
      String(count),
      agoText(last, now),
    ]),
  )}`;
}

const keyOf = ({ service, host, port, means, verdict }: EgressRow): string =>
  JSON.stringify([service, host, port, means, verdict]);

/** What is new in a table since the one before it, a line each. */
export function egressNews(before: Egress, now: Egress): readonly string[] {
  const known = new Map(before.rows.map((row) => [keyOf(row), row.count]));
  return now.rows.flatMap((row) => {
    const more = row.count - (known.get(keyOf(row)) ?? 0);
    if (more <= 0) return [];
    const at = row.port === 0 ? row.host : `${row.host}:${row.port}`;
    return [`${row.verdict}  ${row.service} -> ${at} (${row.means})${more > 1 ? ` x${more}` : ''}`];
  });
}

/** What became of backlot.yaml when a host was allowed in it. */
export function allowedText({ file, line, already, added }: AllowedHost, host: string): string {
  if (already) return `${host} is allowed in ${file} already. The next up applies what it says.`;
  const lines = added.map((text) => `  ${text}`).join('\n');
  return `${file}:${line} is now\n${lines}\nThe next up applies it: until then ${host} stays blocked.`;
}
