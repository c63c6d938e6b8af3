import type { Command } from 'commander';
import type { BacklotClient } from '../../../../shared/contract/contract.ts';
import { findPlace } from '../find-place.ts';
import type { Session } from '../session.ts';

export interface DataFlags {
  readonly environment?: string;
  readonly detach?: boolean;
  readonly yes?: boolean;
}

/** `-e`: the verbs about data have names of datasets and checkpoints as words. */
export const withDataEnvironment = (command: Command): Command =>
  command.option('-e, --environment <name>', 'the environment (default: the one of kind dev)');

export const withDetach = (command: Command): Command =>
  command.option('-d, --detach', 'print its id and leave it to the core that runs elsewhere');

export const withYes = (command: Command): Command => command.option('-y, --yes', 'do not ask');

/** The environment that a verb about data is about, as the core takes it. */
export async function dataPlace(
  session: Session,
  client: BacklotClient,
  signal: AbortSignal,
  environment?: string,
): Promise<{ readonly project: string; readonly environment: string }> {
  const place = await findPlace(session, client, [], signal, environment);
  return { project: place.project, environment: place.environment };
}
