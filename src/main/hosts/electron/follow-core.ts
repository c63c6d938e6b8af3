import type { Preferences } from '../../../shared/contract/app.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { isCancelled } from '../../../shared/errors.ts';
import type { OperationWithSteps } from '../../../shared/model/operation.ts';
import { connect, createClient } from '../../../shared/rpc/client.ts';
import { memoryPair } from '../../../shared/rpc/memory-carrier.ts';
import { type MethodTable, serve } from '../../../shared/rpc/serve.ts';

export interface CoreListener {
  readonly operation: (operation: OperationWithSteps) => void;
  readonly preferences: (preferences: Preferences) => void;
  readonly log: (text: string) => void;
}

/** Follows the core as any door does, through a client of its own. Returns what ends it. */
export function followCore(methods: MethodTable, { operation, preferences, log }: CoreListener): () => void {
  const [here, there] = memoryPair();
  serve(there, methods);
  const connection = connect(here);
  const client = createClient(contract, connection);
  const stop = new AbortController();
  const { signal } = stop;

  const follow = async <T>(topic: AsyncIterable<{ value: T }>, tell: (value: T) => void): Promise<void> => {
    try {
      for await (const { value } of topic) tell(value);
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) log(`Lost sight of the core: ${String(error)}`);
    }
  };
  void follow(client.operations.changes({}, { signal }), operation);
  void follow(client.app.preferences({}, { signal }), preferences);

  return () => {
    stop.abort();
    connection.close();
  };
}
