import type { BacklotClient } from '../../shared/contract/contract.ts';
import { toBacklotError } from '../../shared/errors.ts';
import { follow } from './follow.ts';
import { keepLastGood } from './keep-last-good.ts';
import { type ProjectState, useProjects } from './project.ts';
import { shareUnchanged } from './share-unchanged.ts';

/** Ends the watch of the project that was open before. */
let leave = new AbortController();

const show = (current: ProjectState): void =>
  useProjects.setState((state) => ({ current: shareUnchanged(state.current, current) }));

/** Opens the project at or above a folder, remembers it, and follows its changes until another is opened. */
export async function openProject(client: BacklotClient, path: string): Promise<void> {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  show({ kind: 'opening', path });
  try {
    const project = await client.projects.open({ path }, { signal });
    show({ kind: 'open', project });
    void follow((options) => client.projects.watch({ path: project.path }, options), {
      signal,
      resume: 'state',
      take: (values) => {
        const latest = values.at(-1);
        if (latest) show({ kind: 'open', project: keepLastGood(useProjects.getState().current, latest) });
      },
      failed: (error) => show({ kind: 'failed', path, error: toBacklotError(error) }),
    });
    // The project is open, whatever becomes of remembering it.
    await Promise.allSettled([client.app.setPreferences({ lastProject: project.path }), readRecent(client)]);
  } catch (error) {
    if (!signal.aborted) show({ kind: 'failed', path, error: toBacklotError(error) });
  }
}

/** Goes back to the first-run screen; the project itself is left as it is. */
export function closeProject(): void {
  leave.abort();
  show({ kind: 'none' });
}

/** Reads the list of recent projects. */
export async function readRecent(client: BacklotClient): Promise<void> {
  const recent = await client.projects.recent({});
  useProjects.setState((state) => ({ recent: shareUnchanged(state.recent, recent) }));
}
