import { create } from 'zustand';
import type { LinkStatus } from './link.ts';

export interface ConnectionState {
  readonly status: LinkStatus;
}

/** How the page stands with the core. */
export const useConnection = create<ConnectionState>()(() => ({ status: { kind: 'connecting' } }));
