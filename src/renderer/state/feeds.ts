import type { BacklotClient } from '../../shared/contract/contract.ts';
import { toBacklotError } from '../../shared/errors.ts';
import { showToast } from '../ui/toast-manager.ts';
import { answerDesktop } from './answer-desktop.ts';
import { useAppInfo } from './app-info.ts';
import { useConnection } from './connection.ts';
import { useDoctor } from './doctor.ts';
import { follow } from './follow.ts';
import type { Link } from './link.ts';
import { openProject, readRecent } from './open-project.ts';
import { useOperations } from './operations.ts';
import { takeChanges, takeList } from './operations-state.ts';
import { usePreferences } from './preferences.ts';
import { useProjects } from './project.ts';
import { shareUnchanged } from './share-unchanged.ts';
import { useUi } from './ui.ts';

/** Feeds all slices from the core until the signal aborts. `wanted` is a project that the address named. */
export function startFeeds(link: Link, wanted: string | undefined, signal: AbortSignal): void {
  const { client } = link;
  let before: string | undefined;
  const stop = link.onStatus((status) => {
    useConnection.setState({ status });
    // What ended while the page was away comes from the list; what still runs, from the topic.
    if (status.kind === 'connected' && before !== 'connected') void readOnce(client);
    before = status.kind;
  });
  signal.addEventListener('abort', stop, { once: true });
  answerDesktop(link, signal);

  void follow((options) => client.app.preferences({}, options), {
    signal,
    resume: 'state',
    take: (values) => {
      const preferences = values.at(-1);
      if (!preferences) return;
      usePreferences.setState({ preferences });
      useUi.setState({ theme: preferences.theme });
      if (useProjects.getState().current.kind === 'starting') {
        openFirst(client, wanted ?? preferences.lastProject);
      }
    },
  });
  void follow((options) => client.operations.changes({}, options), {
    signal,
    resume: 'state',
    take: (values) => useOperations.setState((state) => takeChanges(state, values, Date.now())),
    // Without it every operation would stand still on the screen, and nobody would know.
    failed: (error) =>
      showToast({
        tone: 'failed',
        title: 'What operations do is no longer shown here. Load the page again.',
        text: toBacklotError(error).message,
      }),
  });
  // The first checks load what talks to Docker and look at the whole machine: the project comes first.
  void untilProjectSettled(signal)
    .then(untilIdle)
    .then(() => {
      if (signal.aborted) return;
      void follow((options) => client.doctor.checks({}, options), {
        signal,
        resume: 'state',
        take: (values) => {
          const checks = values.at(-1);
          if (checks) useDoctor.setState((state) => ({ checks: shareUnchanged(state.checks, checks) }));
        },
      });
    });
}

/** Resolves when the page has drawn what it has to, or after a while at most. */
const untilIdle = (): Promise<unknown> =>
  new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: 1500 });
  });

/** Resolves once the first project is shown, could not be, or there is none. */
function untilProjectSettled(signal: AbortSignal): Promise<void> {
  const settled = (): boolean => !['starting', 'opening'].includes(useProjects.getState().current.kind);
  return new Promise((resolve) => {
    const look = (): void => {
      if (!settled() && !signal.aborted) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = useProjects.subscribe(look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

function openFirst(client: BacklotClient, path: string | undefined): void {
  if (path === undefined) useProjects.setState({ current: { kind: 'none' } });
  else void openProject(client, path);
}

/** Each part on its own: one that fails (the connection went again) is read at the next connection. */
async function readOnce(client: BacklotClient): Promise<void> {
  await Promise.allSettled([
    client.app.info({}).then(
      (info) => useAppInfo.setState({ info, failure: undefined }),
      (error: unknown) => {
        const failure = toBacklotError(error);
        if (!failure.retryable) useAppInfo.setState({ failure });
      },
    ),
    client.operations
      .list({ limit: 500 })
      .then((list) => useOperations.setState((state) => takeList(state, list))),
    readRecent(client),
  ]);
}
