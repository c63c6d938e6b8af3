import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { callCore } from '../../state/call-core.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { showOperation } from '../../state/ui.ts';

/** Restarts services without asking first: nothing is lost. All of them when none is named. */
export const restartServices = (
  client: BacklotClient,
  place: StackPlace,
  services?: readonly string[],
): Promise<unknown> =>
  callCore(() => client.stacks.restart({ ...place, ...(services && { services: [...services] }) }));

/** Stops services; their containers and data stay. All of them when none is named. */
export const stopServices = (
  client: BacklotClient,
  place: StackPlace,
  services?: readonly string[],
): Promise<unknown> =>
  callCore(() => client.stacks.stop({ ...place, ...(services && { services: [...services] }) }));

/** Shows the operation that a call started. */
export async function startAndShow(start: () => Promise<{ readonly operation: string }>): Promise<boolean> {
  const started = await callCore(start);
  if (started) showOperation(started.operation);
  return started !== undefined;
}
