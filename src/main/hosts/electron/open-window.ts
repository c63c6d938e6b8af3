import { BrowserWindow, nativeTheme, screen } from 'electron';
import { themeBackground } from './theme-background.ts';
import { webPreferences } from './web-preferences.ts';
import { placeWindow, smallest, type WindowState } from './window-state.ts';

export interface WindowParts {
  readonly page: string;
  readonly preload: string;
  readonly icon: string;
  readonly devTools: boolean;
  readonly state: WindowState;
  /** Told where the window is whenever it has moved and when it closes. */
  readonly moved: (state: Pick<WindowState, 'bounds' | 'maximised'>) => void;
  readonly log: (text: string) => void;
}

const settleMs = 400;

/** Opens the window hidden, at its kept place, and shows it with its first frame. */
export function openWindow({ page, preload, icon, devTools, state, moved, log }: WindowParts): BrowserWindow {
  const primary = screen.getPrimaryDisplay().workArea;
  const others = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(state.bounds, [primary, ...others]),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Backlot',
    icon,
    backgroundColor: themeBackground(nativeTheme.shouldUseDarkColors),
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload, devTools),
  });

  window.once('ready-to-show', () => {
    if (state.maximised) window.maximize();
    window.show();
  });

  let settling: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(settling);
    moved({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const settle = (): void => {
    clearTimeout(settling);
    settling = setTimeout(note, settleMs);
  };
  window.on('resize', settle);
  window.on('move', settle);
  window.on('close', note);

  const paint = (): void => window.setBackgroundColor(themeBackground(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', paint);
  window.on('closed', () => {
    clearTimeout(settling);
    nativeTheme.off('updated', paint);
  });

  window.loadURL(page).catch((error: unknown) => {
    log(`The page did not load: ${String(error)}`);
    // An empty window can be closed; one that never shows can not.
    if (!window.isDestroyed()) window.show();
  });
  return window;
}
