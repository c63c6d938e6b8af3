import type { MenuItemConstructorOptions } from 'electron';

/** One running environment in the tray. */
export interface TrayEntry {
  /** "shop: dev". */
  readonly name: string;
  /** "Healthy", "Starting". */
  readonly state: string;
}

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** "No operation running", "1 operation running", "3 operations running". */
export const operationsLine = (count: number): string =>
  `${count === 0 ? 'No' : count} operation${count > 1 ? 's' : ''} running`;

/** The tray's menu: running environments, running operations, open, quit. */
export function trayMenu(
  entries: readonly TrayEntry[],
  operations: number,
  { open, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  const environments: MenuItemConstructorOptions[] = entries.map(({ name, state }) => ({
    label: `${name}  ${state}`,
    click: open,
  }));
  return [
    ...environments,
    ...(environments.length > 0 ? [{ type: 'separator' } as const] : []),
    { label: operationsLine(operations), enabled: false },
    { type: 'separator' },
    { label: 'Open Backlot', click: open },
    { label: 'Quit Backlot', click: quit },
  ];
}
