import { Menu } from '@base-ui/react/menu';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';
import type { MenuEntry } from './menu-entry.ts';

function MenuLine({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'line':
      return <Menu.Separator className={styles.line} />;
    case 'label':
      return (
        <div className={styles.label} role="presentation">
          {entry.label}
        </div>
      );
    case 'disabled':
      return (
        <Menu.Item className={styles.item} disabled>
          <span className={styles.icon}>{entry.icon}</span>
          <span className={styles.words}>
            {entry.label}
            <span className={styles.reason}>{entry.reason}</span>
          </span>
        </Menu.Item>
      );
    case 'item':
      return (
        <Menu.Item className={classNames(styles.item, entry.danger && styles.danger)} onClick={entry.run}>
          <span className={styles.icon}>{entry.icon}</span>
          <span className={styles.words}>{entry.label}</span>
          {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
          {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
        </Menu.Item>
      );
  }
}

/** The lines of a menu or a context menu. */
export function MenuItems({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry) => <MenuLine key={entry.id} entry={entry} />);
}
