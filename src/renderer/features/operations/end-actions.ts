import type { ToastOptions } from '../../ui/toast-manager.ts';

type EndAction = NonNullable<ToastOptions['action']>;

const actions = new Map<string, EndAction>();

/** Says what can be done once an operation has ended well: the action of the toast that tells of it. */
export const offerAtEnd = (operation: string, action: EndAction): void => {
  actions.set(operation, action);
};

const inPlace = new Map<string, number>();

/** Says that an operation is shown where its effect will be: its end needs no toast. Answers how to take it back. */
export function showInPlace(operation: string): () => void {
  inPlace.set(operation, (inPlace.get(operation) ?? 0) + 1);
  return () => {
    const left = (inPlace.get(operation) ?? 1) - 1;
    if (left > 0) inPlace.set(operation, left);
    else inPlace.delete(operation);
  };
}

export const isShownInPlace = (operation: string): boolean => inPlace.has(operation);

/** What was offered for the end of an operation, once. */
export function takeEndAction(operation: string): EndAction | undefined {
  const action = actions.get(operation);
  actions.delete(operation);
  return action;
}
