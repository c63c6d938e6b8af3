import { BacklotError, isCancelled, type WireError } from '../../../shared/errors.ts';
import { isFinished, type OperationWithSteps } from '../../../shared/model/operation.ts';
import { describeCore } from '../../core/home/core-note.ts';
import { errorText } from './error-text.ts';
import { type ExitCode, operationExitCode } from './exit-code.ts';
import { jsonRenderer, type OperationRenderer, plainRenderer, quietRenderer } from './operation-renderer.ts';
import { applyEvent, beginView, finishView, type OperationView } from './operation-view.ts';
import type { Reached } from './reach-core.ts';
import type { Session } from './session.ts';

async function pickRenderer({ out, world }: Session, first: OperationView): Promise<OperationRenderer> {
  if (out.json) return jsonRenderer(out);
  if (out.quiet) return quietRenderer(out);
  if (!world.stdout.isTTY || world.env.TERM === 'dumb') return plainRenderer(out);
  const { ttyRenderer } = await import('./tty-renderer.ts');
  return ttyRenderer(world.stdout, out, world.now, first);
}

/** What becomes of an operation that this command leaves. */
function leftText({ own, lasting, info }: Reached, id: string): string {
  if (own) {
    return `It is left interrupted and the next start takes it up; at once: backlot ops resume ${id}`;
  }
  const where = `It goes on in ${describeCore(info)}; to look: backlot ops show ${id}`;
  return lasting
    ? where
    : `${where}\nIf that command ends first, it is left interrupted and the next start takes it up.`;
}

const lost = (error: unknown, id: string): unknown =>
  error instanceof BacklotError && error.code === 'connection-closed'
    ? new BacklotError('connection-closed', 'The core that ran the operation has stopped.', {
        hint: `It is left interrupted and the next start takes it up; at once: backlot ops resume ${id}`,
        details: { operation: id },
        cause: error,
      })
    : error;

export interface FollowOptions {
  /** Events from before are known already: shown in the view, not told again. Milliseconds since the epoch. */
  readonly since?: number;
  /** Says more of what made it fail. */
  readonly explain?: (error: WireError) => Promise<WireError>;
}

/**
 * Shows an operation until it ends. The first Ctrl-C cancels it, a second one leaves it.
 * Answers with the exit code of how it ended; 130 when it was left.
 */
export async function followOperation(
  session: Session,
  reached: Reached,
  id: string,
  { since = 0, explain }: FollowOptions = {},
): Promise<ExitCode> {
  const { out, world } = session;
  const { client } = reached;
  const planned = await client.operations.get({ id });
  let view = beginView(planned);
  const renderer = await pickRenderer(session, view);
  const left = new AbortController();
  let asked = false;

  const cancel = (): void => {
    asked = true;
    view = { ...view, cancelling: true };
    renderer.cancelling(view, 'Cancelling…; press Ctrl-C again to leave it running');
    client.operations.cancel({ id }).catch((error: unknown) => {
      const harmless = error instanceof BacklotError && error.code === 'operation-finished';
      if (!harmless && !isCancelled(error)) left.abort(error);
    });
  };
  const unlisten = world.interrupts.listen((kind) => {
    if (kind === 'interrupt' && !asked) cancel();
    else left.abort();
  });

  const end = (operation: OperationWithSteps): void => {
    view = finishView(view, operation);
    renderer.end(view, operation);
  };

  try {
    for await (const { value } of client.operations.events({ operation: id }, { signal: left.signal })) {
      view = { ...applyEvent(view, value), cancelling: asked };
      renderer.event(view, value, value.at >= since);
    }
    if (left.signal.reason instanceof BacklotError) throw left.signal.reason;
    const found = await client.operations.get({ id });
    const failed = found.state === 'failed' && found.error;
    const operation = failed && explain ? { ...found, error: await explain(failed) } : found;
    if (left.signal.aborted && !isFinished(operation.state)) {
      const state = reached.own ? 'interrupted' : operation.state;
      end({ ...operation, state });
      out.note(leftText(reached, id));
      return 130;
    }
    end(operation);
    if (operation.state === 'failed' && operation.error) out.note(errorText(operation.error, out.paintError));
    if (operation.state === 'interrupted') out.note(leftText({ ...reached, own: true }, id));
    return operationExitCode(operation);
  } catch (error) {
    throw lost(error, id);
  } finally {
    renderer.release();
    unlisten();
  }
}
