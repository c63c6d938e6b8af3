import type { ReactNode } from 'react';
import type { Egress } from '../../../shared/model/isolation.ts';
import { Bytes } from '../../ui/bytes.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { egressTotals } from './egress-rows.ts';
import styles from './egress-totals.module.css';

const plural = (many: number, one: string, more: string): string => (many === 1 ? one : more);

function Meter({ figure, words, note }: { figure: ReactNode; words: string; note: string }) {
  return (
    <div className={styles.meter}>
      <p className={styles.figure}>
        <strong>{figure}</strong> {words}
      </p>
      <p className={styles.note}>{note}</p>
    </div>
  );
}

/** What left, was captured and was blocked since the guard started, and who has counted it. */
export function EgressTotals({ egress }: { readonly egress: Egress }) {
  const { leftBytes, leftPackets, captured, blockedHosts, blocked, allowedHosts, replacedHosts, replaced } =
    egressTotals(egress);
  const number = (value: number): string => value.toLocaleString('en');
  return (
    <section className={styles.totals} aria-label="Since the guard started">
      <div className={styles.meters}>
        <Meter
          figure={<Bytes value={leftBytes} />}
          words="left"
          note={
            leftPackets === 0
              ? 'not one packet'
              : `${number(leftPackets)} ${plural(leftPackets, 'packet', 'packets')} of the guard's own${allowedHosts > 0 ? `, to ${allowedHosts} allowed ${plural(allowedHosts, 'host', 'hosts')}` : ''}`
          }
        />
        <Meter
          figure={number(captured)}
          words={`${plural(captured, 'mail', 'mails')} captured`}
          note="kept, never passed on"
        />
        <Meter
          figure={number(blockedHosts)}
          words={`${plural(blockedHosts, 'host', 'hosts')} blocked`}
          note={`${number(blocked)} ${plural(blocked, 'attempt', 'attempts')}`}
        />
        {replaced > 0 && (
          <Meter
            figure={number(replacedHosts)}
            words={`${plural(replacedHosts, 'host', 'hosts')} replaced`}
            note={`a sandbox answered ${number(replaced)} ${plural(replaced, 'time', 'times')}`}
          />
        )}
      </div>
      <p className={styles.proof}>
        What left is counted by the firewall of the guard's own network namespace, not by its proxy; the guard
        started <RelativeTime at={egress.since} ago />.
      </p>
    </section>
  );
}
