import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly openFolder: () => void;
  readonly showDoctor: () => void;
  readonly openDocumentation: () => void;
}

export interface MenuSituation {
  readonly platform: NodeJS.Platform;
  readonly name: string;
  /** With the development server: reload and developer tools are there then alone. */
  readonly dev: boolean;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The app's menu bar as a template. */
export function appMenu(
  { platform, name, dev }: MenuSituation,
  { openFolder, showDoctor, openDocumentation }: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const app: MenuItemConstructorOptions = {
    label: name,
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const reload: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'forceReload' },
    { role: 'toggleDevTools' },
    separator,
  ];
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      ...(dev ? reload : []),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'Open project…', accelerator: 'CmdOrCtrl+O', click: openFolder },
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      { label: 'Check this machine', click: showDoctor },
      { label: 'Compose file reference', click: openDocumentation },
    ],
  };
  return [...(mac ? [app] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }, help];
}
