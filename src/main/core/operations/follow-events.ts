import { setImmediate } from 'node:timers/promises';
import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { OperationEvent } from '../../../shared/model/operation.ts';
import type { Journal } from './journal.ts';

const pageSize = 500;

/**
 * The events past a cursor from the journal, then live ones; without a gap and each once. With an
 * operation named, its events alone, ending after its last one.
 */
export async function* followEvents(
  journal: Journal,
  operation: string | undefined,
  hasEnded: () => boolean,
  { signal, after = 0 }: { readonly signal: AbortSignal; readonly after: number | undefined },
): AsyncGenerator<TopicEvent<OperationEvent>> {
  // A cursor from the future is from another journal, one that was set aside: everything is new then.
  let cursor = after > journal.committed() ? 0 : after;
  while (!signal.aborted) {
    // Asked before the page is read: what is written in between is then read by one more round.
    const over = journal.closed() || (operation !== undefined && hasEnded());
    const page = journal.page(cursor, pageSize, operation);
    for (const event of page.events) {
      if (signal.aborted) return;
      yield { cursor: event.seq, value: event };
    }
    cursor = page.cursor;
    // A reader that never waits must not keep everyone else from running.
    if (page.more || journal.committed() > cursor) await setImmediate();
    else if (over) return;
    else if (!journal.closed()) await journal.committing.wait(signal);
  }
}
