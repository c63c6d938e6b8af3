import { useState } from 'react';
import { type OperationState, operationStates } from '../../../shared/model/operation.ts';
import { useOperations, useOperationsIn } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { Duration } from '../../ui/duration.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ResizeHandle } from '../../ui/resize-handle.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './activity-screen.module.css';
import { OperationView } from './operation-view.tsx';
import { lockWords, operationWord, tookMs } from './operation-words.ts';

type Filter = 'all' | OperationState;

const filters: readonly { readonly value: Filter; readonly label: string }[] = [
  { value: 'all', label: 'All operations' },
  { value: 'running', label: 'Running' },
  { value: 'queued', label: 'Queued' },
  { value: 'succeeded', label: 'Done' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'interrupted', label: 'Interrupted' },
];

const columns: readonly TableColumn<KnownOperation>[] = [
  {
    id: 'state',
    title: 'State',
    width: '116px',
    cell: (operation) => <Status {...operationWord(operation)} />,
  },
  { id: 'title', title: 'Operation', width: 'minmax(180px, 1fr)', cell: ({ title }) => title },
  {
    id: 'locks',
    title: 'Environment',
    width: 'minmax(110px, 0.5fr)',
    cell: ({ locks }) => <span className={styles.faint}>{lockWords(locks)}</span>,
  },
  {
    id: 'took',
    title: 'Took',
    width: '104px',
    align: 'end',
    cell: (operation) => {
      const took = tookMs(operation);
      return took === undefined ? null : <Duration ms={took} />;
    },
  },
  {
    id: 'when',
    title: 'Began',
    width: '92px',
    align: 'end',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** Every operation of the journal, by state, the chosen one in full. */
export function ActivityScreen() {
  const [filter, setFilter] = useState<Filter>('all');
  const [selected, setSelected] = useState<string>();
  const [height, setHeight] = useState(300);
  const loaded = useOperations((state) => state.loaded);
  const operations = useOperationsIn(filter === 'all' ? operationStates : [filter]);
  const shown = operations.some(({ id }) => id === selected) ? selected : undefined;

  return (
    <div className={styles.screen}>
      <ScreenHeader
        title="Activity"
        actions={<Select label="State" value={filter} options={filters} onChange={setFilter} />}
      />
      <div className={styles.table}>
        {!loaded && (
          <div role="status" aria-label="Reading operations" className={styles.loading}>
            <Skeleton width="52%" />
            <Skeleton width="44%" />
            <Skeleton width="58%" />
          </div>
        )}
        {loaded && operations.length === 0 && (
          <EmptyState title={filter === 'all' ? 'No operation has run yet' : 'No operation in this state'}>
            Whatever Backlot does that takes longer than a moment is kept here, with its steps and the
            commands it ran.
          </EmptyState>
        )}
        {loaded && operations.length > 0 && (
          <Table
            label="Operations"
            columns={columns}
            rows={operations}
            keyOf={({ id }) => id}
            selected={shown}
            onSelect={({ id }) => setSelected(id)}
          />
        )}
      </div>
      {shown !== undefined && (
        <div className={styles.detail} style={{ height }}>
          <ResizeHandle
            label="Height of the operation"
            edge="top"
            value={height}
            min={180}
            max={640}
            onChange={setHeight}
          />
          <OperationView key={shown} id={shown} />
        </div>
      )}
    </div>
  );
}
