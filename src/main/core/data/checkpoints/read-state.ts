import type { Pool } from '../pool/pool.ts';
import { type DataState, firstState, parseState } from './data-state.ts';
import { settleScript, writeStateScript } from './exchange-scripts.ts';

const readScript = `${settleScript}\n[ ! -e "$env.json" ] || cat "$env.json"`;

/** What is written beside an environment's data, once an exchange that a crash left is settled. */
export const readState = async (pool: Pool, project: string, signal: AbortSignal): Promise<DataState> =>
  parseState(await pool.ask(readScript, [project], signal)) ?? firstState(0);

/** Writes it in one go. */
export async function writeState(
  pool: Pool,
  project: string,
  state: DataState,
  signal: AbortSignal,
): Promise<void> {
  await pool.ask(writeStateScript, [project, JSON.stringify(state)], signal);
}
