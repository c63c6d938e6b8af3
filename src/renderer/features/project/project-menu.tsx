import { ChevronDown, FileCog, FolderOpen, GitBranch, House } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import { useLink } from '../../state/core-context.ts';
import { closeProject, openProject } from '../../state/open-project.ts';
import { useProject, useProjects } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { CopyDigest } from '../../ui/copy-digest.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { openFolder } from './open-folder.ts';
import styles from './project-menu.module.css';

/** The open project's name with the others behind it, and where its git head stands. */
export function ProjectMenu() {
  const link = useLink();
  const project = useProject();
  const recent = useProjects((state) => state.recent) ?? [];
  const others = recent.filter(({ path }) => path !== project?.path).slice(0, 8);

  const entries: readonly MenuEntry[] = [
    ...(others.length > 0 ? [{ kind: 'label', id: 'recent', label: 'Recent projects' } as const] : []),
    ...others.map(
      ({ path, name, exists }): MenuEntry =>
        exists
          ? {
              kind: 'item',
              id: path,
              label: name,
              note: path,
              run: () => void openProject(link.client, path),
            }
          : { kind: 'disabled', id: path, label: name, reason: `${path} is gone` },
    ),
    ...(others.length > 0 ? [{ kind: 'line', id: 'line' } as const] : []),
    {
      kind: 'item',
      id: 'open',
      label: 'Open folder…',
      icon: <FolderOpen aria-hidden />,
      shortcut: 'Mod+O',
      run: () => void openFolder(link),
    },
    ...(project
      ? ([
          project.state === 'uninitialised'
            ? {
                kind: 'item',
                id: 'setup',
                label: 'Set up environments',
                icon: <FileCog aria-hidden />,
                run: () => navigate('/setup'),
              }
            : {
                kind: 'disabled',
                id: 'setup',
                label: 'Set up environments',
                icon: <FileCog aria-hidden />,
                reason: 'This project already has a backlot.yaml',
              },
          {
            kind: 'item',
            id: 'close',
            label: 'Close project',
            icon: <House aria-hidden />,
            run: closeProject,
          },
        ] satisfies readonly MenuEntry[])
      : []),
  ];

  return (
    <div className={styles.place}>
      <Menu
        entries={entries}
        trigger={
          <Button variant="ghost">
            <span className={styles.name}>
              {project?.name ?? 'No project'}
              <ChevronDown aria-hidden />
            </span>
          </Button>
        }
      />
      {project?.git && (
        <div className={styles.git}>
          <GitBranch aria-hidden size={14} />
          <span className={styles.branch}>{project.git.branch ?? 'detached'}</span>
          {project.git.commit !== undefined && (
            <>
              <span aria-hidden>@</span>
              <CopyDigest value={project.git.commit} />
            </>
          )}
          {project.git.dirty && (
            <Tooltip text="The work tree differs from the commit">
              <span className={styles.dirty}>changed</span>
            </Tooltip>
          )}
        </div>
      )}
    </div>
  );
}
