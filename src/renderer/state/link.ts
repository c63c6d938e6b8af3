import type { BacklotClient } from '../../shared/contract/contract.ts';

/** How the page stands with the core. `lost`: it went, or never came; whether it may return by itself. */
export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly retrying: boolean };

/** The page's way to the core, whatever carries it. */
export interface Link {
  readonly client: BacklotClient;
  /** Calls back with the status now and at each change; answers how to stop. */
  readonly onStatus: (listener: (status: LinkStatus) => void) => () => void;
  /** The system's own dialog for a folder, where the host has one; no path when it was dismissed. */
  readonly chooseFolder?: (() => Promise<string | undefined>) | undefined;
}
