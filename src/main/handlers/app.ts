import type { z } from 'zod';
import type { app, Preferences, PreferencesChange } from '../../shared/contract/app.ts';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { Live } from '../core/live.ts';

/** What the handlers of `app` need of the core. */
export interface AppState {
  readonly info: () => z.input<typeof app.info.output>;
  readonly preferences: Live<Preferences>;
  /** Keeps a change and shows it in `preferences`; answers with all of them. */
  readonly changePreferences: (
    change: PreferencesChange,
    signal: AbortSignal,
  ) => Preferences | Promise<Preferences>;
}

export const appHandlers = (state: AppState): DomainHandlers<typeof app> => ({
  info: () => state.info(),
  preferences: (_, { signal, after }) => state.preferences.follow(signal, after),
  setPreferences: (change, { signal }) => state.changePreferences(change, signal),
});
