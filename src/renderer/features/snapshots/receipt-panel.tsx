import { Check, Copy, Download, ShieldCheck, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { Receipt, Snapshot } from '../../../shared/model/snapshot.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient, useLink } from '../../state/core-context.ts';
import { Button } from '../../ui/button.tsx';
import { CopyDigest } from '../../ui/copy-digest.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { noteStarted } from '../data/started-operations.ts';
import { snapshotsKey } from './pull-request.ts';
import styles from './receipt-panel.module.css';
import { FindingsPane, ReceiptColumns, ReceiptTables } from './receipt-panes.tsx';
import { saveText } from './save-text.ts';
import { receiptName, snapshotWord, verdictWords } from './snapshot-words.ts';

export interface ReceiptPanelProps {
  readonly project: string;
  readonly snapshot: Snapshot;
  readonly onRemove: () => void;
}

type Tab = 'findings' | 'columns' | 'tables';

/** The receipt of a snapshot, read when it is looked at. */
function useReceipt(project: string, { id, state }: Snapshot) {
  const client = useClient();
  const [receipt, setReceipt] = useState<Receipt>();
  const [error, setError] = useState<BacklotError>();
  useEffect(() => {
    if (state === 'pulling') return;
    const controller = new AbortController();
    client.snapshots.inspect({ project, id }, { signal: controller.signal }).then(setReceipt, (failure) => {
      if (!isCancelled(failure)) setError(toBacklotError(failure));
    });
    return () => controller.abort();
  }, [client, project, id, state]);
  return { receipt, error };
}

/** The receipt as Markdown: a file, or onto the clipboard. */
function ExportReceipt({ project, snapshot }: Pick<ReceiptPanelProps, 'project' | 'snapshot'>) {
  const { client, desktop } = useLink();
  const { copied, copy } = useCopy();
  const read = () => callCore(() => client.snapshots.receipt({ project, id: snapshot.id }));
  const onCopy = async (): Promise<void> => {
    const told = await read();
    if (told) copy(told.markdown);
  };
  const onSave = async (): Promise<void> => {
    const told = await read();
    if (told) await saveText(desktop, 'Save the receipt', receiptName(snapshot), told.markdown);
  };
  return (
    <>
      <Button icon={<Download aria-hidden />} onClick={() => void onSave()}>
        Export receipt
      </Button>
      <Button
        variant="ghost"
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void onCopy()}
      >
        {copied ? 'Copied' : 'Copy as Markdown'}
      </Button>
    </>
  );
}

/** One snapshot with its receipt: the verdict, what was found, what was done to each column and table. */
export function ReceiptPanel({ project, snapshot, onRemove }: ReceiptPanelProps) {
  const client = useClient();
  const { receipt, error } = useReceipt(project, snapshot);
  const [tab, setTab] = useState<Tab>('findings');
  const { id, dataset, source, service, engine, takenAt, rows, tables, bytes, storedBytes } = snapshot;
  const facts = [
    ['Moment', <RelativeTime key="at" at={takenAt} ago />],
    ['Rows', `${rows.toLocaleString('en')} in ${tables} tables`],
    ['Columns', `${snapshot.maskedColumns} masked, ${snapshot.keptColumns} kept`],
    ['Size', `${formatBytes(bytes)}, ${formatBytes(storedBytes)} stored`],
    ['Engine', engine],
    ['Snapshot', <CopyDigest key="id" value={id} />],
  ] as const;
  const verify = async (): Promise<void> => {
    const started = await callCore(() => client.snapshots.verify({ project, id }));
    if (started) noteStarted(snapshotsKey(project), started.operation);
  };
  return (
    <section className={styles.panel} aria-label={`Snapshot of ${source}`}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 className={styles.title}>
            {service} of {source}
          </h2>
          <Status {...snapshotWord(snapshot)} look="badge" />
          <span className={styles.dataset}>for dataset {dataset}</span>
        </div>
        <div className={styles.actions}>
          {receipt && <ExportReceipt project={project} snapshot={snapshot} />}
          <Button
            variant="ghost"
            icon={<ShieldCheck aria-hidden />}
            disabled={snapshot.state === 'pulling'}
            onClick={() => void verify()}
          >
            Verify
          </Button>
          <Button variant="ghost" icon={<Trash2 aria-hidden />} onClick={onRemove}>
            Remove…
          </Button>
        </div>
        <Facts facts={facts} />
      </header>
      {error && (
        <div className={styles.error}>
          <ErrorState error={error} />
        </div>
      )}
      {!receipt && !error && snapshot.state !== 'pulling' && (
        <div role="status" aria-label="Reading the receipt" className={styles.loading}>
          <Skeleton width="54%" />
          <Skeleton width="46%" />
          <Skeleton width="50%" />
        </div>
      )}
      {snapshot.state === 'pulling' && (
        <p className={styles.verdict}>Its receipt is written when the pull has ended.</p>
      )}
      {receipt && (
        <>
          <p className={styles.verdict}>{verdictWords(receipt)}</p>
          <div className={styles.tabs}>
            <Tabs<Tab>
              label="Receipt"
              value={tab}
              onChange={setTab}
              tabs={[
                {
                  value: 'findings',
                  label: 'Findings',
                  count: receipt.findings.length,
                  panel: <FindingsPane receipt={receipt} />,
                },
                {
                  value: 'columns',
                  label: 'Columns',
                  count: receipt.columns.length,
                  panel: <ReceiptColumns receipt={receipt} />,
                },
                {
                  value: 'tables',
                  label: 'Tables',
                  count: receipt.tables.length,
                  panel: <ReceiptTables receipt={receipt} />,
                },
              ]}
            />
          </div>
        </>
      )}
    </section>
  );
}
