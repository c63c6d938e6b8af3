import { useOperationsIn } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { useStartedOperations } from '../data/started-operations.ts';
import { snapshotsKey } from './pull-request.ts';

/** What is at work on a project's snapshots, whoever began it, and what was begun here and failed. */
export function useSnapshotOperations(project: string): readonly KnownOperation[] {
  const own = useStartedOperations(snapshotsKey(project));
  const others = useOperationsIn(['running', 'queued']).filter(
    (operation) =>
      operation.project === project &&
      operation.kind.startsWith('snapshot') &&
      !own.some(({ id }) => id === operation.id),
  );
  return [...own, ...others];
}
