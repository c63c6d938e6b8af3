import type { BacklotClient } from '../../shared/contract/contract.ts';

/** How the page stands with the core. */
export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** `attempt` counts from 1; `retryAt` in milliseconds since the epoch. */
  | { readonly kind: 'lost'; readonly attempt: number; readonly retryAt: number }
  /** No further attempt will be made by itself. */
  | { readonly kind: 'ended'; readonly reason: string };

/** The page's way to the core, whatever carries it. */
export interface Link {
  readonly client: BacklotClient;
  /** Calls back with the status now and at each change; answers how to stop. */
  readonly onStatus: (listener: (status: LinkStatus) => void) => () => void;
  /** Tries at once instead of at `retryAt`. */
  readonly retry: () => void;
}
