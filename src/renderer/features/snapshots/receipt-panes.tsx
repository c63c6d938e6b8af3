import { useMemo, useState } from 'react';
import type { Receipt, ReceiptColumn, ReceiptFinding } from '../../../shared/model/snapshot.ts';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyDigest } from '../../ui/copy-digest.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Input } from '../../ui/input.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './receipt-panes.module.css';
import { changedShare, findingWords, searchedShare, splitFindings } from './snapshot-words.ts';

interface OfReceipt {
  readonly receipt: Receipt;
}

function FindingList({ findings, expected }: { findings: readonly ReceiptFinding[]; expected: boolean }) {
  return (
    <ul>
      {findings.map(({ table, column, what, count }) => (
        <li key={`${table} ${column} ${what}`} className={styles.finding}>
          <Status tone={expected ? 'neutral' : 'attention'} word={expected ? 'Kept' : 'Found'} />
          <span className={styles.where}>
            {table}.<strong>{column}</strong>
          </span>
          <span>{findingWords({ what, count })}</span>
        </li>
      ))}
    </ul>
  );
}

/** What looked personal in the masked data: what speaks against it first, then what the rules keep. */
export function FindingsPane({ receipt }: OfReceipt) {
  const { unexpected, expected } = splitFindings(receipt.findings);
  if (receipt.findings.length === 0)
    return (
      <EmptyState
        title={receipt.verdict === 'unchecked' ? 'The masked data was not searched' : 'Nothing was found'}
      />
    );
  return (
    <div className={styles.findings}>
      {unexpected.length > 0 && (
        <section aria-labelledby="unexpected">
          <h3 id="unexpected" className={styles.heading}>
            Not expected
          </h3>
          <p className={styles.note}>
            The rules of these columns do not keep such values. Look at the rules before this snapshot is
            used.
          </p>
          <FindingList findings={unexpected} expected={false} />
        </section>
      )}
      {expected.length > 0 && (
        <section aria-labelledby="expected">
          <h3 id="expected" className={styles.heading}>
            Expected
          </h3>
          <p className={styles.note}>
            Kept on purpose by their rules; told, and not held against the snapshot.
          </p>
          <FindingList findings={expected} expected />
        </section>
      )}
    </div>
  );
}

const number = (value: number): string => value.toLocaleString('en');

const columnTable: readonly TableColumn<ReceiptColumn>[] = [
  {
    id: 'column',
    title: 'Column',
    width: 'minmax(130px, 1.2fr)',
    cell: ({ table, column }) => (
      <span title={`${table}.${column}`}>
        <span className={styles.table}>{table.replace(/^public[.]/, '')}.</span>
        {column}
      </span>
    ),
  },
  {
    id: 'rule',
    title: 'Rule',
    width: 'minmax(110px, 1.2fr)',
    cell: ({ rule }) => <code title={rule}>{rule}</code>,
  },
  { id: 'rows', title: 'Rows', width: '100px', align: 'end', cell: ({ rows }) => number(rows) },
  { id: 'nulls', title: 'Nulls', width: '72px', align: 'end', cell: ({ nulls }) => number(nulls) },
  { id: 'changed', title: 'Changed', width: '72px', align: 'end', cell: changedShare },
  {
    id: 'distinct',
    title: 'Distinct before → after',
    width: '184px',
    align: 'end',
    cell: ({ distinctBefore, distinctAfter }) => (
      <span className={distinctAfter < distinctBefore * 0.9 ? styles.fewer : undefined}>
        {number(distinctBefore)} → {number(distinctAfter)}
      </span>
    ),
  },
];

/** What was done to each column, in counts. */
export function ReceiptColumns({ receipt }: OfReceipt) {
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string>();
  const rows = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return receipt.columns.filter(({ table, column, rule }) =>
      `${table}.${column} ${rule}`.toLowerCase().includes(wanted),
    );
  }, [receipt.columns, search]);
  return (
    <div className={styles.columns}>
      <div className={styles.search}>
        <Input
          aria-label="Filter columns of the receipt"
          placeholder="Filter columns"
          value={search}
          onValueChange={setSearch}
        />
      </div>
      <div className={styles.grid}>
        <Table
          label="Columns of the receipt"
          columns={columnTable}
          rows={rows}
          keyOf={({ table, column }) => `${table}.${column}`}
          selected={selected}
          onSelect={({ table, column }) => setSelected(`${table}.${column}`)}
        />
      </div>
    </div>
  );
}

const tableTable: readonly TableColumn<Receipt['tables'][number]>[] = [
  { id: 'name', title: 'Table', width: 'minmax(160px, 1fr)', cell: ({ name }) => name },
  { id: 'rows', title: 'Rows', width: '120px', align: 'end', cell: ({ rows }) => number(rows) },
  {
    id: 'searched',
    title: 'Searched',
    width: '100px',
    align: 'end',
    cell: ({ rows, scannedRows }) => searchedShare(rows, scannedRows),
  },
  {
    id: 'bytes',
    title: 'Masked bytes',
    width: '120px',
    align: 'end',
    cell: ({ bytes }) => <Bytes value={bytes} />,
  },
  {
    id: 'hash',
    title: 'Hash of its rows',
    width: '140px',
    align: 'end',
    cell: ({ hash }) => <CopyDigest value={hash} />,
  },
];

/** Rows, bytes and hash of each table. */
export function ReceiptTables({ receipt }: OfReceipt) {
  const [selected, setSelected] = useState<string>();
  return (
    <Table
      label="Tables of the receipt"
      columns={tableTable}
      rows={receipt.tables}
      keyOf={({ name }) => name}
      selected={selected}
      onSelect={({ name }) => setSelected(name)}
    />
  );
}
