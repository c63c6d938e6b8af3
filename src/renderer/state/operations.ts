import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { OperationState } from '../../shared/model/operation.ts';
import {
  type KnownOperation,
  noOperations,
  type OperationMeters,
  type OperationsState,
} from './operations-state.ts';

/** All operations this page knows; fed by `operations.list` and `operations.changes`. */
export const useOperations = create<OperationsState>()(() => noOperations);

export const useOperation = (id: string | undefined): KnownOperation | undefined =>
  useOperations((state) => (id === undefined ? undefined : state.byId[id]));

export const useOperationMeters = (id: string): OperationMeters | undefined =>
  useOperations((state) => state.meters[id]);

/** The operations in one of these states, newest first; redrawn only when one of them changed. */
export const useOperationsIn = (states: readonly OperationState[]): readonly KnownOperation[] =>
  useOperations(
    useShallow((state) =>
      state.order.flatMap((id) => {
        const operation = state.byId[id];
        return operation && states.includes(operation.state) ? [operation] : [];
      }),
    ),
  );
