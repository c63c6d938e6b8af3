import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { isFinished } from '../../../shared/model/operation.ts';
import { useOperations, useOperationsIn } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { placeKey, type StackPlace } from '../../state/stacks.ts';
import { touches } from '../stacks/history-pane.tsx';

interface StartedState {
  /** Ids of operations started from a screen, by what it shows; newest first. */
  readonly byPlace: Readonly<Record<string, readonly string[]>>;
}

const useStarted = create<StartedState>()(() => ({ byPlace: {} }));

const most = 5;

/** Notes that an operation was started for an environment or a project's snapshots. */
export const noteStarted = (key: string, operation: string): void =>
  useStarted.setState(({ byPlace }) => ({
    byPlace: { ...byPlace, [key]: [operation, ...(byPlace[key] ?? [])].slice(0, most) },
  }));

/** No longer shows an operation in place; Activity keeps it. */
export const dismissStarted = (key: string, operation: string): void =>
  useStarted.setState(({ byPlace }) => ({
    byPlace: { ...byPlace, [key]: (byPlace[key] ?? []).filter((id) => id !== operation) },
  }));

const none: readonly string[] = [];

/** Those started from here that run, or ended badly and were not dismissed. */
export function useStartedOperations(key: string): readonly KnownOperation[] {
  const ids = useStarted(({ byPlace }) => byPlace[key] ?? none);
  return useOperations(
    useShallow(({ byId }) =>
      ids.flatMap((id) => {
        const operation = byId[id];
        return operation && operation.state !== 'succeeded' && operation.state !== 'cancelled'
          ? [operation]
          : [];
      }),
    ),
  );
}

/** What is at work on an environment's data, whoever began it, and what was begun here and failed. */
export function usePlaceOperations(place: StackPlace): {
  readonly own: readonly KnownOperation[];
  readonly others: readonly KnownOperation[];
  /** The title of what keeps the environment's data from being changed now. */
  readonly busy: string | undefined;
} {
  const own = useStartedOperations(placeKey(place));
  const active = useOperationsIn(['running', 'queued']);
  const others = active.filter(
    (operation) => touches(operation, place) && !own.some(({ id }) => id === operation.id),
  );
  const holding = own.filter((operation) => touches(operation, place));
  return { own, others, busy: busyWith([...holding, ...others]) };
}

/** The title of what keeps an environment's data from being changed now. */
export const busyWith = (operations: readonly KnownOperation[]): string | undefined =>
  operations.find(({ state }) => !isFinished(state) && state !== 'interrupted')?.title;
