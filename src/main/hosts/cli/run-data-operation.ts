import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { explainDataError } from './explain-data-error.ts';
import { findPlace } from './find-place.ts';
import { runOperation } from './run-operation.ts';
import type { Session } from './session.ts';

/** An environment as the core takes it. */
export interface DataPlace {
  readonly project: string;
  readonly environment: string;
}

export interface DataRun {
  /** The first of kind dev when absent. */
  readonly environment?: string | undefined;
  readonly detach?: boolean | undefined;
  /** What the command named, for a refusal that says what there is. */
  readonly dataset?: string | undefined;
  readonly checkpoint?: string | undefined;
  /** A line once it has succeeded: what to do next. */
  readonly next?: ((place: DataPlace) => string) | undefined;
}

/** Runs an operation on the data of an environment to its end, and ends the command with its exit code. */
export async function runDataOperation(
  session: Session,
  { environment, detach = false, dataset, checkpoint, next }: DataRun,
  start: (
    client: BacklotClient,
    place: DataPlace,
    signal: AbortSignal,
  ) => Promise<{ readonly operation: string }>,
): Promise<void> {
  const { out } = session;
  let place: DataPlace | undefined;
  const code = await runOperation(
    session,
    {
      detach,
      explain: async (client, error, signal) =>
        place ? explainDataError(client, { ...place, dataset, checkpoint }, error, signal) : error,
      async after() {
        if (place && next && !out.json && !out.quiet) out.line(next(place));
      },
    },
    async (client, signal) => {
      const found = await findPlace(session, client, [], signal, environment);
      place = { project: found.project, environment: found.environment };
      return start(client, place, signal);
    },
  );
  session.finish(code);
}
