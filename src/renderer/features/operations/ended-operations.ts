import { isFinished } from '../../../shared/model/operation.ts';
import type { KnownOperation, OperationsState } from '../../state/operations-state.ts';

/**
 * The operations that have ended between two states: those seen at work before, and those too short to be
 * seen at work, told from old news by their steps (the list of what was before has none).
 */
export const endedOperations = (
  before: Pick<OperationsState, 'byId' | 'loaded'>,
  after: OperationsState['byId'],
): readonly KnownOperation[] =>
  Object.values(after).filter((operation) => {
    if (!isFinished(operation.state)) return false;
    const earlier = before.byId[operation.id];
    return earlier === undefined
      ? before.loaded && operation.steps !== undefined
      : !isFinished(earlier.state);
  });
