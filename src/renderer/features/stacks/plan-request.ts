import { create } from 'zustand';
import type { StackPlace } from '../../state/stacks.ts';

/** A plan that somebody wants to see before it is carried out. */
export type PlanRequest =
  | (StackPlace & {
      readonly kind: 'up';
      /** These alone and nothing they need; the whole stack when absent. */
      readonly services?: readonly string[] | undefined;
      /** Makes containers anew even where nothing changed. */
      readonly anew?: boolean | undefined;
    })
  | (StackPlace & { readonly kind: 'down' });

export interface PlanRequestState {
  readonly request: PlanRequest | undefined;
}

/** The plan that the sheet shows. */
export const usePlanRequest = create<PlanRequestState>()(() => ({ request: undefined }));

/** Opens the plan sheet. */
export const askPlan = (request: PlanRequest): void => usePlanRequest.setState({ request });

/** Closes the plan sheet. */
export const closePlan = (): void => usePlanRequest.setState({ request: undefined });

/** What is asked, as a verb and its object: the words of the button that does it. */
export function requestWords(request: PlanRequest): string {
  if (request.kind === 'down') return `Take down ${request.environment}`;
  if (request.services) return `Redeploy ${request.services.join(', ')}`;
  return `Bring up ${request.environment}`;
}

/** The same in a terminal. */
export function requestCommand(request: PlanRequest, volumes: boolean): string {
  if (request.kind === 'down') return `backlot down ${request.environment}${volumes ? ' --volumes' : ''}`;
  return `backlot up ${request.environment}`;
}
