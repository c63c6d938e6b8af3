import { create } from 'zustand';
import type { Preferences } from '../../shared/contract/app.ts';

export interface PreferencesState {
  /** `undefined` until the core has answered. */
  readonly preferences: Preferences | undefined;
}

/** What the user chose; fed by `app.preferences`. */
export const usePreferences = create<PreferencesState>()(() => ({ preferences: undefined }));
