import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { useOperations, useOperationsIn } from '../../state/operations.ts';
import { showOperation, toggleDrawer, useUi } from '../../state/ui.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ResizeHandle } from '../../ui/resize-handle.tsx';
import { DrawerLine } from './drawer-line.tsx';
import { OperationList } from './operation-list.tsx';
import { OperationView } from './operation-view.tsx';
import styles from './operations-drawer.module.css';

const recentCount = 20;

/** One line at the bottom that tells what runs; unfolds to the operations and their steps. */
export function OperationsDrawer() {
  const open = useUi((state) => state.drawerOpen);
  const height = useUi((state) => state.drawerHeight);
  const chosen = useUi((state) => state.selectedOperation);
  const active = useOperationsIn(['running', 'queued', 'interrupted']);
  const newest = useOperations((state) => state.order[0]);
  const shown = chosen ?? active.find(({ state }) => state === 'running')?.id ?? active[0]?.id ?? newest;

  // What is shown stays when it ends: the reader's view must not jump to another operation.
  useEffect(() => {
    if (open && chosen === undefined && shown !== undefined) useUi.setState({ selectedOperation: shown });
  }, [open, chosen, shown]);

  return (
    <section
      aria-label="Operations"
      className={styles.drawer}
      // An unfolded drawer leaves the screen at least a third of the window.
      style={open ? { height: `min(${height}px, 66vh)` } : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) toggleDrawer();
      }}
    >
      {open && (
        <ResizeHandle
          label="Height of the operations drawer"
          edge="top"
          value={height}
          min={200}
          max={800}
          onChange={(drawerHeight) => useUi.setState({ drawerHeight })}
        />
      )}
      <div className={styles.bar}>
        <IconButton
          label={open ? 'Close operations' : 'Open operations'}
          shortcut="Mod+J"
          side="top"
          aria-expanded={open}
          onClick={toggleDrawer}
        >
          {open ? <ChevronDown /> : <ChevronUp />}
        </IconButton>
        <DrawerLine
          running={active.filter(({ state }) => state === 'running')}
          open={open}
          onOpen={toggleDrawer}
        />
      </div>
      {open && (
        <div className={styles.body}>
          <div className={styles.list}>
            <RecentOperations selected={shown} />
          </div>
          <div className={styles.view}>
            {shown === undefined ? (
              <p className={styles.none}>Operations show here while they run and after they have ended.</p>
            ) : (
              <OperationView key={shown} id={shown} />
            )}
          </div>
        </div>
      )}
    </section>
  );
}

function RecentOperations({ selected }: { readonly selected: string | undefined }) {
  const all = useOperationsIn(['queued', 'running', 'interrupted', 'failed', 'cancelled', 'succeeded']);
  return (
    <>
      <OperationList operations={all.slice(0, recentCount)} selected={selected} onSelect={showOperation} />
      {all.length > recentCount && (
        <button type="button" className={styles.more} onClick={() => navigate('/activity')}>
          Show all {all.length} in Activity
        </button>
      )}
    </>
  );
}
