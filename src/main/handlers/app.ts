import type { z } from 'zod';
import type { app, Preferences, PreferencesChange } from '../../shared/contract/app.ts';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Live } from '../core/live.ts';

/** What the handlers of `app` need of the core. */
export interface AppState {
  /** A one-time link, where the host serves the app to browsers. */
  readonly newLink: () => string | undefined;
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
  link() {
    const url = state.newLink();
    if (url !== undefined) return { url };
    throw new BacklotError('not-found', 'No core here serves the app to a browser.', {
      hint: 'Start one: backlot serve',
    });
  },
  preferences: (_, { signal, after }) => state.preferences.follow(signal, after),
  setPreferences: (change, { signal }) => state.changePreferences(change, signal),
});
