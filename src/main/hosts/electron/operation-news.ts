import { isFinished, type Operation } from '../../../shared/model/operation.ts';

/** What is worth a native notification. */
export interface News {
  readonly operation: string;
  readonly title: string;
  readonly body: string;
}

type Seen = Pick<Operation, 'id' | 'title' | 'state' | 'error'>;

/** Follows operations one change at a time. */
export interface OperationWatch {
  /** Takes one change; returns news when that operation has just ended by itself. */
  readonly note: (operation: Seen) => News | undefined;
  /** How many are queued or running. */
  readonly unfinished: () => number;
}

/** The news of one operation that has ended; a cancelled one is none, since the user asked for it. */
function newsOf({ id, title, state, error }: Seen): News | undefined {
  if (state === 'succeeded') return { operation: id, title, body: 'Done.' };
  if (state !== 'failed') return undefined;
  return {
    operation: id,
    title: `${title}: failed`,
    body: error?.message ?? 'See the operation for the cause.',
  };
}

/** Makes a watch; each operation is news at most once, however often its last state is repeated. */
export function createOperationWatch(): OperationWatch {
  const live = new Set<string>();
  const told = new Set<string>();
  return {
    note(operation) {
      if (!isFinished(operation.state)) {
        if (operation.state === 'interrupted') live.delete(operation.id);
        else live.add(operation.id);
        return undefined;
      }
      live.delete(operation.id);
      if (told.has(operation.id)) return undefined;
      told.add(operation.id);
      return newsOf(operation);
    },
    unfinished: () => live.size,
  };
}
