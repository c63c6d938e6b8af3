import type { BrowserWindow } from 'electron';
import { nativeTheme } from 'electron';
import type { Preferences } from '../../../shared/contract/app.ts';
import { openWindow, type WindowParts } from './open-window.ts';
import { readWindowFile, writeWindowFile } from './window-file.ts';

export interface MainWindow {
  readonly current: () => BrowserWindow | undefined;
  /** Brings the window to the front; opens it when there is none. */
  readonly reveal: () => void;
  /** Takes over the theme chosen in the app, and keeps it for the first frame of the next start. */
  readonly applyTheme: (theme: Preferences['theme']) => void;
  /** Resolves when the last state is on disk. */
  readonly saved: () => Promise<void>;
}

type Parts = Omit<WindowParts, 'state' | 'moved'> & {
  readonly home: string;
  /** The page was closed or died: whatever hangs on it ends. */
  readonly gone: () => void;
};

const crashLoopMs = 10_000;

/** The app's one window, with its kept state. It opens at the first `reveal`. */
export function createMainWindow({ home, gone, ...parts }: Parts): MainWindow {
  let state = readWindowFile(home);
  let window: BrowserWindow | undefined;
  let writing: Promise<void> = Promise.resolve();
  nativeTheme.themeSource = state.theme;

  const keep = (change: Partial<typeof state>): void => {
    state = { ...state, ...change };
    const next = state;
    writing = writing
      .then(() => writeWindowFile(home, next))
      .catch((error: unknown) => parts.log(`The window's place was not kept: ${String(error)}`));
  };

  const open = (): void => {
    const opened = openWindow({ ...parts, state, moved: keep });
    let diedAt = Number.NEGATIVE_INFINITY;
    window = opened;
    opened.on('closed', () => {
      window = undefined;
      gone();
    });
    opened.webContents.on('render-process-gone', (_, { reason }) => {
      gone();
      parts.log(`The page's process ended: ${reason}`);
      if (performance.now() - diedAt > crashLoopMs) opened.webContents.reload();
      diedAt = performance.now();
    });
  };

  return {
    current: () => window,
    reveal() {
      if (!window) {
        open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    applyTheme(theme) {
      nativeTheme.themeSource = theme;
      if (theme !== state.theme) keep({ theme });
    },
    saved: () => writing,
  };
}
