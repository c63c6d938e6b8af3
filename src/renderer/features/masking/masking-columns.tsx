import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { MaskingReport } from '../../../shared/model/masking.ts';
import { useClient } from '../../state/core-context.ts';
import { type MaskingPlace, setRule } from '../../state/masking.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { showToast } from '../../ui/toast-manager.ts';
import { acceptProposals } from './accept-proposals.ts';
import { MaskingBar, type Sureness } from './masking-bar.tsx';
import styles from './masking-columns.module.css';
import { acceptable, columnWord, type MaskingFilter, type MaskingRow, maskingRows } from './masking-rows.ts';
import { RulePanel } from './rule-panel.tsx';
import { TableList } from './table-list.tsx';

export interface MaskingColumnsProps {
  readonly place: MaskingPlace;
  readonly report: MaskingReport;
}

function Rule({ column }: Pick<MaskingRow, 'column'>) {
  if (column.text !== '') return <code title={column.text}>{column.text}</code>;
  const { proposal } = column;
  if (!proposal) return <span className={styles.none}>no rule</span>;
  return (
    <span className={styles.proposed} title={proposal.evidence.join('\n')}>
      <code>{proposal.text}</code> proposed, {Math.round(proposal.confidence * 100)} %
    </span>
  );
}

const tableColumns = (withTable: boolean): readonly TableColumn<MaskingRow>[] => [
  {
    id: 'column',
    title: 'Column',
    width: 'minmax(120px, 1.1fr)',
    cell: ({ table, column }) => (
      <span title={`${table}.${column.name}`}>
        {withTable && <span className={styles.table}>{table.replace(/^public[.]/, '')}.</span>}
        <span className={styles.name}>{column.name}</span>
      </span>
    ),
  },
  {
    id: 'type',
    title: 'Type',
    width: 'minmax(80px, 0.7fr)',
    cell: ({ column }) => (
      <span className={styles.type} title={column.type}>
        {column.type}
      </span>
    ),
  },
  { id: 'state', title: 'State', width: '122px', cell: ({ column }) => <Status {...columnWord(column)} /> },
  {
    id: 'rule',
    title: 'Rule',
    width: 'minmax(120px, 1.4fr)',
    cell: ({ column }) => <Rule column={column} />,
  },
];

const everything: MaskingFilter = { table: undefined, openOnly: false, class: 'any', text: '' };

/** Every column with its rule: chosen by arrows or j and k, edited with Enter, proposals taken with A. */
export function MaskingColumns({ place, report }: MaskingColumnsProps) {
  const client = useClient();
  const [filter, setFilter] = useState(everything);
  const [sure, setSure] = useState<Sureness>('90');
  const [selected, setSelected] = useState<string>();
  const [accepting, setAccepting] = useState<{ readonly done: number; readonly of: number }>();
  const stop = useRef<AbortController>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);

  const rows = useMemo(() => maskingRows(report, filter), [report, filter]);
  const columns = useMemo(() => tableColumns(filter.table === undefined), [filter.table]);
  const ready = useMemo(() => acceptable(rows, Number(sure) / 100), [rows, sure]);
  const current = rows.find(({ key }) => key === selected);
  const choose = useCallback((table: string | undefined) => setFilter((was) => ({ ...was, table })), []);

  const toGrid = (): void => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  /** The row after the chosen one: with a filter on open columns the chosen one may fall away. */
  const goOn = (): void => {
    const at = rows.findIndex(({ key }) => key === selected);
    const next = rows[at + 1] ?? rows[at - 1];
    if (next) setSelected(next.key);
    toGrid();
  };
  const accept = (): void => {
    if (!current?.column.proposal || current.column.state === 'gone') return;
    const { table, column } = current;
    goOn();
    void setRule(client, place, table, column.name, column.proposal?.text ?? '').then((failure) => {
      if (failure)
        showToast({
          tone: 'failed',
          title: `${table}.${column.name}: ${failure.message}`,
          text: failure.hint,
        });
    });
  };
  const acceptAll = async (): Promise<void> => {
    stop.current = new AbortController();
    const of = ready.length;
    setAccepting({ done: 0, of });
    await acceptProposals(client, place, ready, (done) => setAccepting({ done, of }), stop.current.signal);
    setAccepting(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'a' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    accept();
  };

  return (
    <div className={styles.area}>
      <TableList report={report} chosen={filter.table} onChoose={choose} />
      <div className={styles.middle}>
        <MaskingBar
          report={report}
          filter={filter}
          onFilter={setFilter}
          sure={sure}
          onSure={setSure}
          acceptable={ready.length}
          onAccept={() => void acceptAll()}
          accepting={accepting}
          onStop={() => stop.current?.abort()}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid in it has the focus and the keys */}
        <div ref={grid} className={styles.grid} onKeyDown={onKeyDown}>
          {rows.length === 0 ? (
            <EmptyState
              title={filter.openOnly ? 'No open column here' : 'No column fits the filter'}
              actions={<Button onClick={() => setFilter(everything)}>Show all columns</Button>}
            />
          ) : (
            <Table
              label="Columns"
              columns={columns}
              rows={rows}
              keyOf={({ key }) => key}
              selected={selected}
              onSelect={({ key }) => setSelected(key)}
              onOpen={() => field.current?.focus()}
            />
          )}
        </div>
        <footer className={styles.foot}>
          <span>
            {rows.length.toLocaleString('en')} of {report.columns.toLocaleString('en')} columns
          </span>
          <span>j and k choose · Enter edits · A accepts the proposal</span>
        </footer>
      </div>
      {current ? (
        <RulePanel
          key={`${current.key} ${current.column.text}`}
          place={place}
          row={current}
          file={report.file}
          field={field}
          onSaved={goOn}
          onAccept={accept}
          onLeave={toGrid}
        />
      ) : (
        <p className={styles.hint}>Choose a column to see its rule, and what the rule does.</p>
      )}
    </div>
  );
}
