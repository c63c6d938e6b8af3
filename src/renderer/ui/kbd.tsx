import styles from './kbd.module.css';
import { keysOf } from './shortcut.ts';

/** A shortcut as keys: `keys` is "Mod+K". */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keysOf(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
