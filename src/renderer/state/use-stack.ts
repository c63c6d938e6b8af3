import { useEffect } from 'react';
import { useClient } from './core-context.ts';
import { useProject } from './project.ts';
import { type KnownStack, placeKey, useStacks } from './stacks.ts';
import { watchStack } from './watch-stack.ts';

const nothing: KnownStack = {};

/** The stack of an environment of the open project, followed while the component is there. */
export function useStack(environment: string | undefined): KnownStack {
  const client = useClient();
  const project = useProject()?.path;
  useEffect(() => {
    if (project === undefined || environment === undefined) return;
    return watchStack(client, { project, environment });
  }, [client, project, environment]);
  return useStacks(({ byPlace }) =>
    project === undefined || environment === undefined
      ? nothing
      : (byPlace[placeKey({ project, environment })] ?? nothing),
  );
}
