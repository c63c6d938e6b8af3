import { isFinished } from '../../../shared/model/operation.ts';
import type { KnownOperation, OperationsState } from '../../state/operations-state.ts';

/** The operations that were seen at work before and have ended since; those never seen at work are old news. */
export const endedOperations = (
  before: OperationsState['byId'],
  after: OperationsState['byId'],
): readonly KnownOperation[] =>
  Object.values(after).filter((operation) => {
    const earlier = before[operation.id];
    return earlier !== undefined && !isFinished(earlier.state) && isFinished(operation.state);
  });
