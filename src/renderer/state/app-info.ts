import { create } from 'zustand';
import type { BacklotClient } from '../../shared/contract/contract.ts';

export type AppInfo = Awaited<ReturnType<BacklotClient['app']['info']>>;

export interface AppInfoState {
  readonly info: AppInfo | undefined;
}

/** Version, data directory and host of the core, read once a connection. */
export const useAppInfo = create<AppInfoState>()(() => ({ info: undefined }));
