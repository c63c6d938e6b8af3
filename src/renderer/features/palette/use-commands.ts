import { useMemo } from 'react';
import { useAppInfo } from '../../state/app-info.ts';
import { useLink } from '../../state/core-context.ts';
import { useData } from '../../state/data.ts';
import { useOperationsIn } from '../../state/operations.ts';
import { useProject, useProjects } from '../../state/project.ts';
import { useUi } from '../../state/ui.ts';
import { useStack } from '../../state/use-stack.ts';
import { busyWith } from '../data/started-operations.ts';
import { touches } from '../stacks/history-pane.tsx';
import type { Command } from './command.ts';
import { dataCommands } from './data-commands.ts';
import { goToCommands } from './go-to-commands.ts';
import { isolationCommands } from './isolation-commands.ts';
import { operationCommands } from './operation-commands.ts';
import { projectCommands } from './project-commands.ts';
import { stackCommands } from './stack-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Everything that can be run by name now. A new capability adds its own list here. */
export function useCommands(): readonly Command[] {
  const link = useLink();
  const project = useProject();
  const recent = useProjects((state) => state.recent);
  const selected = useUi((state) => state.selectedNode);
  const host = useAppInfo((state) => state.info?.host);
  const open = useUi((state) => state.paletteOpen);
  const dev = project?.graph.nodes.find(({ kind }) => kind === 'dev')?.name;
  // Followed while somebody may ask for it only: a closed palette is no reason to watch an engine.
  const stack = useStack(open ? dev : undefined);
  const data = useData(open ? dev : undefined);
  const unfinished = useOperationsIn(['running', 'queued', 'interrupted']);
  const busy =
    project && dev !== undefined
      ? busyWith(
          unfinished.filter((operation) => touches(operation, { project: project.path, environment: dev })),
        )
      : undefined;
  return useMemo(
    () => [
      ...goToCommands(),
      ...projectCommands(link, project, recent ?? []),
      ...(dev === undefined ? [] : stackCommands(project, dev, stack, host)),
      ...(dev === undefined ? [] : dataCommands(link, project, dev, data, busy)),
      ...(dev === undefined ? [] : isolationCommands(dev)),
      ...operationCommands(link, unfinished),
      ...viewCommands(link, selected),
    ],
    [link, project, recent, dev, stack, data, busy, host, selected, unfinished],
  );
}
