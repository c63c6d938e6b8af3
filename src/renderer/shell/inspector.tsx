import { X } from 'lucide-react';
import { EnvironmentInspector } from '../features/environments/environment-inspector.tsx';
import { useProject } from '../state/project.ts';
import { useUi } from '../state/ui.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ResizeHandle } from '../ui/resize-handle.tsx';
import styles from './inspector.module.css';

/** What is selected, at the right edge; absent while nothing is. */
export function Inspector() {
  const project = useProject();
  const open = useUi((state) => state.inspectorOpen);
  const width = useUi((state) => state.inspectorWidth);
  const selected = useUi((state) => state.selectedNode);
  const node = project?.graph.nodes.find(({ name }) => name === selected);
  if (!open || !project || !node) return null;
  return (
    <aside
      className={styles.inspector}
      style={{ width: `min(${width}px, 45vw)` }}
      aria-label={`Inspector: ${node.name}`}
    >
      <ResizeHandle
        label="Width of the inspector"
        edge="left"
        value={width}
        min={280}
        max={640}
        onChange={(inspectorWidth) => useUi.setState({ inspectorWidth })}
      />
      <header className={styles.header}>
        <h2 className={styles.title}>{node.name}</h2>
        <IconButton
          label="Close inspector"
          shortcut="Mod+I"
          onClick={() => useUi.setState({ inspectorOpen: false })}
        >
          <X />
        </IconButton>
      </header>
      <div className={styles.body}>
        <EnvironmentInspector project={project} node={node} />
      </div>
    </aside>
  );
}
