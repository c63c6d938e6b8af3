import { type Operation, operationStates } from '../../../shared/model/operation.ts';
import { useOperationsIn } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { showOperation } from '../../state/ui.ts';
import { Duration } from '../../ui/duration.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { operationWord, tookMs } from '../operations/operation-words.ts';

const columns: readonly TableColumn<KnownOperation>[] = [
  {
    id: 'state',
    title: 'State',
    width: '116px',
    cell: (operation) => <Status {...operationWord(operation)} />,
  },
  { id: 'title', title: 'Operation', width: 'minmax(180px, 1fr)', cell: ({ title }) => title },
  {
    id: 'took',
    title: 'Took',
    width: '104px',
    align: 'end',
    cell: (operation) => {
      const took = tookMs(operation);
      return took !== undefined && <Duration ms={took} />;
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

/** Whether an operation held this environment of this project: locks are "<host>/<environment>[@<project>]". */
export const touches = (
  { locks, project }: Pick<Operation, 'locks' | 'project'>,
  place: StackPlace,
): boolean =>
  project === place.project &&
  locks.some((lock) => {
    const [name = ''] = lock.split('@');
    return name.slice(name.indexOf('/') + 1) === place.environment;
  });

/** The operations on one environment, newest first; a click shows one in the drawer. */
export function HistoryPane(place: StackPlace) {
  const operations = useOperationsIn(operationStates).filter((operation) => touches(operation, place));
  if (operations.length === 0)
    return <EmptyState title={`No operation on ${place.environment} has run yet`} />;
  return (
    <Table
      label={`Operations on ${place.environment}`}
      columns={columns}
      rows={operations}
      keyOf={({ id }) => id}
      onSelect={({ id }) => showOperation(id)}
    />
  );
}
