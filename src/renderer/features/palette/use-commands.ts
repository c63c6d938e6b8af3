import { useMemo } from 'react';
import { useLink } from '../../state/core-context.ts';
import { useOperationsIn } from '../../state/operations.ts';
import { useProject, useProjects } from '../../state/project.ts';
import { useUi } from '../../state/ui.ts';
import type { Command } from './command.ts';
import { goToCommands } from './go-to-commands.ts';
import { operationCommands } from './operation-commands.ts';
import { projectCommands } from './project-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Everything that can be run by name now. A new capability adds its own list here. */
export function useCommands(): readonly Command[] {
  const link = useLink();
  const project = useProject();
  const recent = useProjects((state) => state.recent);
  const selected = useUi((state) => state.selectedNode);
  const unfinished = useOperationsIn(['running', 'queued', 'interrupted']);
  return useMemo(
    () => [
      ...goToCommands(),
      ...projectCommands(link, project, recent ?? []),
      ...operationCommands(link, unfinished),
      ...viewCommands(link, selected),
    ],
    [link, project, recent, selected, unfinished],
  );
}
