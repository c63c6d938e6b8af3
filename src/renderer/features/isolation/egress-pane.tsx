import { ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Egress, EgressRow, Verdict } from '../../../shared/model/isolation.ts';
import { callCore } from '../../state/call-core.ts';
import { useLink } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Input } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { saveText } from '../snapshots/save-text.ts';
import { AllowDialog } from './allow-dialog.tsx';
import styles from './egress-pane.module.css';
import {
  allowEntry,
  type EgressFilter,
  egressRows,
  hostOf,
  meansWord,
  rowKey,
  verdictWord,
} from './egress-rows.ts';
import { EgressTotals } from './egress-totals.tsx';

const tableColumns = (
  allow: (entry: string) => void,
  save: (host: string) => void,
): readonly TableColumn<EgressRow>[] => [
  {
    id: 'service',
    title: 'Service',
    width: 'minmax(72px, 0.6fr)',
    cell: ({ service }) => (
      <span className={styles.service} title={service}>
        {service}
      </span>
    ),
  },
  {
    id: 'host',
    title: 'Host',
    width: 'minmax(140px, 1.8fr)',
    cell: (row) => <code title={hostOf(row)}>{hostOf(row)}</code>,
  },
  { id: 'means', title: 'Seen as', width: 'minmax(64px, 116px)', cell: ({ means }) => meansWord(means) },
  {
    id: 'verdict',
    title: 'Verdict',
    width: '104px',
    cell: ({ verdict }) => <Status {...verdictWord(verdict)} />,
  },
  {
    id: 'count',
    title: 'Count',
    width: '72px',
    align: 'end',
    cell: ({ count }) => count.toLocaleString('en'),
  },
  {
    id: 'last',
    title: 'Last',
    width: '76px',
    align: 'end',
    cell: ({ last }) => <RelativeTime at={last} />,
  },
  {
    id: 'allow',
    title: 'Rule',
    width: '92px',
    align: 'end',
    cell: (row) => {
      const entry = allowEntry(row);
      if (row.verdict === 'recorded' && row.means !== 'name')
        return (
          <button type="button" className={styles.allow} onClick={() => save(row.host)}>
            Save stubs<span className="visually-hidden"> of {row.host}</span>…
          </button>
        );
      return (
        entry !== undefined && (
          <button type="button" className={styles.allow} onClick={() => allow(entry)}>
            Allow host<span className="visually-hidden"> {entry}</span>…
          </button>
        )
      );
    },
  },
];

const verdictOptions: readonly { readonly value: Verdict | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'blocked', label: 'Blocked' },
  { value: 'captured', label: 'Captured' },
  { value: 'replaced', label: 'Replaced' },
  { value: 'allowed', label: 'Allowed' },
];

const everything: EgressFilter = { text: '', verdict: 'all' };

export interface EgressPaneProps {
  readonly place: StackPlace;
  readonly egress: Egress;
}

/** What an environment tried to reach, as it tries it. */
export function EgressPane({ place, egress }: EgressPaneProps) {
  const [filter, setFilter] = useState(everything);
  const [selected, setSelected] = useState<string>();
  const [allowing, setAllowing] = useState<string>();
  const rows = useMemo(() => egressRows(egress.rows, filter), [egress.rows, filter]);
  const { client, desktop } = useLink();
  const { project, environment } = place;
  const columns = useMemo(() => {
    const save = async (host: string): Promise<void> => {
      const told = await callCore(() => client.isolation.recorded({ project, environment, host }));
      if (told) await saveText(desktop, 'Save what was recorded', `${host}.yaml`, told.text);
    };
    return tableColumns(setAllowing, (host) => void save(host));
  }, [client, desktop, project, environment]);
  const saveAuthority = async (): Promise<void> => {
    const told = await callCore(() => client.isolation.authority({ project, environment }));
    if (told) await saveText(desktop, 'Save the certificate', `${environment}-ca.pem`, told.certificate);
  };
  const total = egress.rows.length;
  return (
    <>
      <EgressTotals egress={egress} />
      {total === 0 ? (
        <div className={styles.grid}>
          <EmptyState icon={<ShieldCheck />} title="Nothing was tried yet">
            As soon as a service asks for a host outside, opens a connection or sends a mail, it is here.
          </EmptyState>
        </div>
      ) : (
        <>
          <div className={styles.bar}>
            <span className={styles.text}>
              <Input
                aria-label="Filter attempts"
                placeholder="Filter by service, host or port"
                value={filter.text}
                onValueChange={(text) => setFilter({ ...filter, text })}
              />
            </span>
            <Segmented
              label="Verdict"
              value={filter.verdict}
              options={verdictOptions}
              onChange={(verdict) => setFilter({ ...filter, verdict })}
            />
          </div>
          <div className={styles.grid}>
            {rows.length === 0 ? (
              <EmptyState
                title="No attempt fits the filter"
                actions={<Button onClick={() => setFilter(everything)}>Show all attempts</Button>}
              />
            ) : (
              <Table
                label="Attempts"
                columns={columns}
                rows={rows}
                keyOf={rowKey}
                selected={selected}
                onSelect={(row) => setSelected(rowKey(row))}
                onOpen={(row) => setAllowing(allowEntry(row))}
              />
            )}
          </div>
          <footer className={styles.foot}>
            <span>
              {rows.length.toLocaleString('en')} of {total.toLocaleString('en')} rows
              {egress.beyond > 0 &&
                `; ${egress.beyond.toLocaleString('en')} more attempts found no room in the guard's table`}
            </span>
            {egress.rows.some(({ verdict }) => verdict === 'replaced' || verdict === 'recorded') && (
              <button type="button" className={styles.allow} onClick={() => void saveAuthority()}>
                Save the certificate of its sandboxes…
              </button>
            )}
            <span className={styles.keys}>j and k choose · Enter allows a blocked host</span>
          </footer>
        </>
      )}
      {allowing !== undefined && (
        <AllowDialog place={place} entry={allowing} onClose={() => setAllowing(undefined)} />
      )}
    </>
  );
}
