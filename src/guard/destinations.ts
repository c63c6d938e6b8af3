import { readOpened } from './read-firewall.ts';
import { runTool } from './run-tool.ts';

export interface Destination {
  readonly address: string;
  readonly port: number;
}

/** Where a caught connection was headed before it was turned to the guard. */
export type FindDestination = (client: string, port: number) => Promise<Destination | undefined>;

const togetherMs = 50;

/** Asks the firewall, once for all that are caught within a moment: each answer costs a process. */
export function destinations(): FindDestination {
  let asked: Promise<ReturnType<typeof readOpened>> | undefined;
  const ask = async (): Promise<ReturnType<typeof readOpened>> => {
    await new Promise((resolve) => setTimeout(resolve, togetherMs));
    asked = undefined;
    return readOpened(await runTool('nft', ['-j', 'list', 'set', 'inet', 'backlot', 'opened']));
  };
  return async (client, port) => {
    asked ??= ask();
    try {
      return (await asked).get(`${client}:${port}`);
    } catch {
      return undefined;
    }
  };
}
