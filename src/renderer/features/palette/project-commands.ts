import { FileCog, FolderOpen, FolderSymlink, House } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import type { Project, RecentProject } from '../../../shared/model/project.ts';
import type { Link } from '../../state/link.ts';
import { closeProject, openProject } from '../../state/open-project.ts';
import { openFolder } from '../project/open-folder.ts';
import type { Command } from './command.ts';

function setUpRefusal(project: Project | undefined): string | undefined {
  if (!project) return 'No project is open';
  return project.state === 'uninitialised' ? undefined : 'This project already has a backlot.yaml';
}

/** Commands on the open project and the recent ones. */
export const projectCommands = (
  link: Link,
  project: Project | undefined,
  recent: readonly RecentProject[],
): readonly Command[] => [
  {
    id: 'project:open-folder',
    section: 'Project',
    title: 'Open folder…',
    keywords: ['project', 'directory'],
    shortcut: 'Mod+O',
    icon: FolderOpen,
    run: () => void openFolder(link),
  },
  {
    id: 'project:set-up',
    section: 'Project',
    title: 'Set up environments',
    keywords: ['init', 'backlot.yaml'],
    icon: FileCog,
    disabled: setUpRefusal(project),
    run: () => navigate('/setup'),
  },
  {
    id: 'project:close',
    section: 'Project',
    title: 'Close project',
    icon: House,
    disabled: project ? undefined : 'No project is open',
    run: closeProject,
  },
  ...recent
    .filter(({ path, exists }) => exists && path !== project?.path)
    .slice(0, 5)
    .map(
      ({ path, name }): Command => ({
        id: `project:open:${path}`,
        section: 'Project',
        title: `Open ${name}`,
        note: path,
        icon: FolderSymlink,
        run: () => void openProject(link.client, path),
      }),
    ),
];
