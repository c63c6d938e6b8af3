import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { BacklotError, errorFromWire, errorToWire } from '../../../shared/errors.ts';
import type { ExitCode } from './exit-code.ts';
import { followOperation } from './follow-operation.ts';
import { answer, type Session, withCore } from './session.ts';

export interface RunOptions {
  /** Leave it to the core that runs elsewhere, at once. */
  readonly detach: boolean;
  /** Events from before are known already. Milliseconds since the epoch. */
  readonly since?: number;
  /** False where a word about interrupted operations would be in the way. */
  readonly mention?: boolean;
  /** Says more of why it was refused, at once or by its failure. */
  readonly explain?: (client: BacklotClient, error: unknown, signal: AbortSignal) => Promise<unknown>;
  /** What is to be told once it has succeeded. */
  readonly after?: (client: BacklotClient, signal: AbortSignal) => Promise<void>;
}

/** Starts an operation and shows it to its end; with `detach`, prints its id and leaves it. */
export const runOperation = (
  session: Session,
  { detach, since = 0, mention = true, explain, after }: RunOptions,
  start: (client: BacklotClient, signal: AbortSignal) => Promise<{ readonly operation: string }>,
): Promise<ExitCode> =>
  withCore(
    session,
    async (reached, signal) => {
      if (detach && !reached.lasting) {
        throw new BacklotError('invalid-input', 'There is no core that could go on with it after --detach.', {
          hint: 'Open the app or run `backlot serve` first, or leave out --detach.',
        });
      }
      const { client } = reached;
      const { operation } = await start(client, signal).catch(async (error: unknown) => {
        throw (await explain?.(client, error, signal)) ?? error;
      });
      if (!detach) {
        const code = await followOperation(session, reached, operation, {
          since,
          explain: async (error) =>
            explain ? errorToWire(await explain(client, errorFromWire(error), signal)) : error,
        });
        if (code === 0) await after?.(client, signal);
        return code;
      }
      const { state } = await client.operations.get({ id: operation });
      answer(session, { operation, state, result: null }, () => operation);
      return 0;
    },
    { mention },
  );
