import { useEffect } from 'react';
import { create } from 'zustand';
import type { MailBox } from '../../shared/model/isolation.ts';
import { useClient } from './core-context.ts';
import { useProject } from './project.ts';
import { placeKey } from './stacks.ts';
import { type KnownOf, placeWatcher } from './watch-place.ts';

/** The inbox of an environment, as far as it is known. */
export type KnownInbox = KnownOf<MailBox>;

export interface InboxState {
  readonly byPlace: Readonly<Record<string, KnownInbox>>;
}

/** The inboxes that are being looked at; fed by `mail.inbox` through `watchInbox`. */
export const useInboxState = create<InboxState>()(() => ({ byPlace: {} }));

/** Keeps an inbox fed while anybody looks at it; answers how to look away. */
export const watchInbox = placeWatcher<MailBox>({
  subscribe: (client, place, options) => client.mail.inbox({ ...place }, options),
  get: (key) => useInboxState.getState().byPlace[key],
  put: (key, known) => useInboxState.setState(({ byPlace }) => ({ byPlace: { ...byPlace, [key]: known } })),
});

const nothing: KnownInbox = {};

/** The inbox of an environment of the open project, followed while the component is there. */
export function useInbox(environment: string | undefined): KnownInbox {
  const client = useClient();
  const project = useProject()?.path;
  useEffect(() => {
    if (project === undefined || environment === undefined) return;
    return watchInbox(client, { project, environment });
  }, [client, project, environment]);
  return useInboxState(({ byPlace }) =>
    project === undefined || environment === undefined
      ? nothing
      : (byPlace[placeKey({ project, environment })] ?? nothing),
  );
}
