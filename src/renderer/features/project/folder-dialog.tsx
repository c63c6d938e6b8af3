import { CornerLeftUp, Folder, FolderCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { openProject } from '../../state/open-project.ts';
import { useUi } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './folder-dialog.module.css';
import { useFolder } from './use-folder.ts';

const close = (): void => {
  useUi.setState({ folderDialogOpen: false });
};

/** Chooses a folder on the machine where the core runs. */
export function FolderDialog() {
  const open = useUi((state) => state.folderDialogOpen);
  return open ? <OpenFolderDialog /> : null;
}

function OpenFolderDialog() {
  const client = useClient();
  const [path, setPath] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const folder = useFolder(path);
  const field = useRef<HTMLInputElement>(null);
  const here = folder.kind === 'read' ? folder.path : path;
  const choose = (chosen: string): void => {
    close();
    void openProject(client, chosen);
  };
  const go = (next: string): void => {
    setTyped(undefined);
    setPath(next);
  };

  return (
    <Dialog
      open
      onClose={close}
      initialFocus={field}
      title="Open folder"
      description="A folder with a backlot.yaml or a compose file, on the machine where Backlot runs."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={here === undefined}
            onClick={() => here !== undefined && choose(here)}
          >
            Open this folder
          </Button>
        </>
      }
    >
      <form
        className={styles.bar}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed !== undefined) go(typed);
        }}
      >
        <IconButton
          type="button"
          label="Go to the folder above"
          disabled={folder.kind !== 'read' || folder.parent === undefined}
          onClick={() => folder.kind === 'read' && folder.parent !== undefined && go(folder.parent)}
        >
          <CornerLeftUp />
        </IconButton>
        <Input ref={field} mono aria-label="Path" value={typed ?? here ?? ''} onValueChange={setTyped} />
      </form>
      <div className={styles.list}>
        {folder.kind === 'failed' && <ErrorState error={folder.error} />}
        {folder.kind === 'reading' && (
          <div role="status" aria-label="Reading folders" className={styles.loading}>
            <Skeleton width="40%" />
            <Skeleton width="55%" />
            <Skeleton width="35%" />
          </div>
        )}
        {folder.kind === 'read' && folder.folders.length === 0 && (
          <p className={styles.none}>No folders in here.</p>
        )}
        {folder.kind === 'read' && (
          <ul>
            {folder.folders.map((inner) => (
              <li key={inner.path}>
                <button
                  type="button"
                  className={styles.row}
                  onClick={() => go(inner.path)}
                  onDoubleClick={() => inner.project && choose(inner.path)}
                >
                  {inner.project ? <FolderCheck aria-hidden size={16} /> : <Folder aria-hidden size={16} />}
                  <span className={styles.name}>{inner.name}</span>
                  {inner.project && <Badge tone="healthy">Project</Badge>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
