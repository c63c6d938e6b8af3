import { useEffect, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { follow } from '../../state/follow.ts';
import { takeStats, type Usages } from './usage.ts';

/** What the services of an environment use, once a second while somebody looks. */
export function useUsages(project: string, environment: string, running: boolean): Usages {
  const client = useClient();
  const [usages, setUsages] = useState<Usages>({});
  useEffect(() => {
    setUsages({});
    if (!running) return;
    const controller = new AbortController();
    void follow((options) => client.live.stats({ project, environment }, options), {
      signal: controller.signal,
      resume: 'state',
      take: (samples) => setUsages((before) => samples.reduce(takeStats, before)),
    });
    return () => controller.abort();
  }, [client, project, environment, running]);
  return usages;
}
