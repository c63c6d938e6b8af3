import type { ToastOptions } from '../../ui/toast-manager.ts';

type EndAction = NonNullable<ToastOptions['action']>;

const actions = new Map<string, EndAction>();

/** Says what can be done once an operation has ended well: the action of the toast that tells of it. */
export const offerAtEnd = (operation: string, action: EndAction): void => {
  actions.set(operation, action);
};

/** What was offered for the end of an operation, once. */
export function takeEndAction(operation: string): EndAction | undefined {
  const action = actions.get(operation);
  actions.delete(operation);
  return action;
}
