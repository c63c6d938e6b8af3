import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactElement } from 'react';
import styles from './menu.module.css';
import type { MenuEntry } from './menu-entry.ts';
import { MenuItems } from './menu-items.tsx';

export interface ContextMenuProps {
  /** The element it belongs to; opens on right click, long press and the menu key. */
  readonly children: ReactElement;
  readonly entries: readonly MenuEntry[];
}

/** A menu at the pointer. Everything in it is also reachable elsewhere. */
export function ContextMenu({ children, entries }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            <MenuItems entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
