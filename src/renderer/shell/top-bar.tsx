import { Search } from 'lucide-react';
import { EngineState } from '../features/doctor/engine-state.tsx';
import { ProjectMenu } from '../features/project/project-menu.tsx';
import { useUi } from '../state/ui.ts';
import { Kbd } from '../ui/kbd.tsx';
import styles from './top-bar.module.css';

/** Which project, where to search, and how the engine stands. */
export function TopBar() {
  return (
    <header className={styles.bar}>
      <ProjectMenu />
      <div className={styles.end}>
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          className={styles.search}
          onClick={() => useUi.setState({ paletteOpen: true })}
        >
          <Search aria-hidden size={14} />
          <span className={styles.words}>Search or run…</span>
          <Kbd keys="Mod+K" />
        </button>
        <EngineState />
      </div>
    </header>
  );
}
