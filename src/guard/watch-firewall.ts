import type { GuardCounters } from '../shared/model/isolation.ts';
import type { Ledger } from './ledger.ts';
import { readCounters, readSeen } from './read-firewall.ts';
import { runTool } from './run-tool.ts';

const listSet = (set: string): Promise<string> =>
  runTool('nft', ['-j', 'list', 'set', 'inet', 'backlot', set]);

/**
 * Brings what only the firewall has seen, datagrams and other protocols, into the ledger: what came since the
 * last time. Answers the counters of the moment.
 */
export function watchFirewall(
  ledger: Ledger,
  nameOf: (address: string) => Promise<string>,
): () => Promise<GuardCounters> {
  const counted = new Map<string, number>();
  const bring = async (set: 'datagrams' | 'others'): Promise<void> => {
    for (const { from, to, what, packets } of readSeen(await listSet(set))) {
      const key = `${set} ${from} ${to} ${what}`;
      const count = packets - (counted.get(key) ?? 0);
      counted.set(key, packets);
      if (count <= 0) continue;
      const service = await nameOf(from);
      const means = set === 'datagrams' ? 'udp' : 'other';
      const port = set === 'datagrams' ? Number(what) : 0;
      ledger.note({ service, host: to, port, means, verdict: 'blocked', count });
    }
  };
  let running: Promise<GuardCounters> | undefined;
  const look = async (): Promise<GuardCounters> => {
    try {
      await bring('datagrams');
      await bring('others');
      return readCounters(await runTool('nft', ['-j', 'list', 'counters', 'table', 'inet', 'backlot']));
    } finally {
      running = undefined;
    }
  };
  // Two at once would count the same packets twice.
  return () => {
    running ??= look();
    return running;
  };
}
