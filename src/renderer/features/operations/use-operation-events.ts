import { useEffect, useState } from 'react';
import type { OperationEvent } from '../../../shared/model/operation.ts';
import { useClient } from '../../state/core-context.ts';
import { follow } from '../../state/follow.ts';

/** More lines than anyone reads at once; the whole log is in the journal. */
const most = 5000;

/** An operation's events while it is looked at, oldest first; progress events are left out. */
export function useOperationEvents(operation: string | undefined): readonly OperationEvent[] {
  const client = useClient();
  const [events, setEvents] = useState<readonly OperationEvent[]>([]);
  useEffect(() => {
    setEvents([]);
    if (operation === undefined) return;
    const controller = new AbortController();
    void follow((options) => client.operations.events({ operation }, options), {
      signal: controller.signal,
      resume: 'cursor',
      take: (values) => {
        const told = values.filter(({ status }) => status !== 'progress');
        if (told.length > 0) setEvents((before) => [...before, ...told].slice(-most));
      },
    });
    return () => controller.abort();
  }, [client, operation]);
  return events;
}
