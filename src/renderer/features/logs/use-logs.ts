import { useEffect, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { follow } from '../../state/follow.ts';
import { type LogBuffer, noLogs, takeBatches } from './log-buffer.ts';

/** How many lines from before are asked for. */
const tail = 2000;

/** The merged logs of an environment, followed while somebody looks; over a lost connection they go on. */
export function useLogs(project: string, environment: string): LogBuffer {
  const client = useClient();
  const [buffer, setBuffer] = useState(noLogs);
  useEffect(() => {
    setBuffer(noLogs);
    const controller = new AbortController();
    void follow((options) => client.live.logs({ project, environment, tail }, options), {
      signal: controller.signal,
      resume: 'cursor',
      take: (batches) => setBuffer((before) => takeBatches(before, batches)),
    });
    return () => controller.abort();
  }, [client, project, environment]);
  return buffer;
}
