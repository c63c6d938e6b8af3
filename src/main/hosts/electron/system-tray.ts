import { Menu, Tray } from 'electron';
import { operationsLine, type TrayActions, type TrayEntry, trayMenu } from './tray-menu.ts';

export interface SystemTray {
  /** Draws the menu anew with this many operations queued or running. */
  readonly update: (operations: number) => void;
  readonly remove: () => void;
}

/** Puts the app into the tray; `undefined` on a desktop that has none. */
export function showTray(
  icon: string,
  entries: () => readonly TrayEntry[],
  actions: TrayActions,
  log: (text: string) => void,
): SystemTray | undefined {
  try {
    const tray = new Tray(icon);
    tray.on('click', actions.open);
    return {
      update(operations) {
        tray.setToolTip(`Backlot: ${operationsLine(operations)}`);
        tray.setContextMenu(Menu.buildFromTemplate(trayMenu(entries(), operations, actions)));
      },
      remove: () => tray.destroy(),
    };
  } catch (error) {
    log(`There is no tray here: ${String(error)}`);
    return undefined;
  }
}
