import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { type Place, readPlace } from './read-place.ts';
import type { Session } from './session.ts';
import { readProject } from './show-project.ts';

/** The environment that a command's words are about, in the project at or above where it works. */
export const findPlace = async (
  session: Session,
  client: BacklotClient,
  words: readonly string[],
  signal: AbortSignal,
  named?: string,
): Promise<Place> => readPlace(await readProject(session, client, signal), words, named);

/** The place as the core takes it, with services when some were named. */
export const someOf = ({
  project,
  environment,
  rest,
}: Place): { readonly project: string; readonly environment: string; readonly services?: string[] } =>
  rest.length === 0 ? { project, environment } : { project, environment, services: [...rest] };
