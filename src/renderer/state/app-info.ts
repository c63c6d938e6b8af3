import { create } from 'zustand';
import type { BacklotClient } from '../../shared/contract/contract.ts';
import type { BacklotError } from '../../shared/errors.ts';

export type AppInfo = Awaited<ReturnType<BacklotClient['app']['info']>>;

export interface AppInfoState {
  readonly info: AppInfo | undefined;
  /** Why the core could not start; it answers every call with this then. */
  readonly failure: BacklotError | undefined;
}

/** Version, data directory and host of the core, read once a connection. */
export const useAppInfo = create<AppInfoState>()(() => ({ info: undefined, failure: undefined }));
