import type { BacklotClient } from '../../shared/contract/contract.ts';
import type { Client } from '../../shared/contract/define.ts';
import type { desktopContract } from '../../shared/contract/desktop.ts';

/**
 * How the page stands with the core. `lost`: it went, or never came; whether it may return by itself.
 * `shut-out`: it is there, but the browser's session has ended.
 */
export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly retrying: boolean }
  | { readonly kind: 'shut-out' };

/** What only the desktop can do. */
export type DesktopClient = Client<typeof desktopContract>['desktop'];

/** The page's way to the core, whatever carries it. */
export interface Link {
  readonly client: BacklotClient;
  /** Absent in a browser. */
  readonly desktop?: DesktopClient | undefined;
  /** Calls back with the status now and at each change; answers how to stop. */
  readonly onStatus: (listener: (status: LinkStatus) => void) => () => void;
}
