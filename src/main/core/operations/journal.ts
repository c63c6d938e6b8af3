import type { OperationEvent } from '../../../shared/model/operation.ts';
import type { Store } from '../store/open-store.ts';
import { type Bell, createBell } from './bell.ts';

/** An event before it is written: the journal gives it its place and its time. */
export type NewEvent = Omit<OperationEvent, 'seq' | 'at'>;

export interface EventPage {
  readonly events: readonly OperationEvent[];
  /** Everything up to here was looked at. */
  readonly cursor: number;
  /** True when there is more past the cursor already. */
  readonly more: boolean;
}

/** The one writer of operations and events: every change of state goes through it. */
export interface Journal {
  /**
   * Writes a change of state with its events in one transaction that survives a power cut. All events
   * appended before are in it too, so that the order of `seq` is the order in which things happened.
   */
  readonly transition: (write: () => void, events: readonly NewEvent[]) => void;
  /** Writes an event soon, together with others; for what may be lost: progress and lines of output. */
  readonly append: (event: NewEvent) => void;
  /** The highest seq that can be read. */
  readonly committed: () => number;
  /** Committed events past a cursor, of all operations or of one. */
  readonly page: (after: number, limit: number, operation?: string) => EventPage;
  /** Rings after each commit, and when the journal closes. */
  readonly committing: Bell;
  readonly closed: () => boolean;
  /** Writes what waits, then takes nothing more. */
  readonly close: () => void;
}

/** How long an event may wait to be written, in milliseconds. */
const batchMs = 50;
/** A batch of this size is written at once: some 2 ms of work, so a flood never stalls the core at once. */
const batchSize = 500;
/** The newest events stay in memory, so that live followers do not ask the database. */
const tailSize = 2_000;

export function createJournal(store: Store, now: () => number): Journal {
  let seq = store.events.lastSeq();
  let committed = seq;
  let waiting: OperationEvent[] = [];
  let tail: OperationEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const committing = createBell();

  const stamp = (event: NewEvent): OperationEvent => {
    seq += 1;
    return { ...event, seq, at: now() };
  };

  const write = (events: readonly OperationEvent[]): void => {
    for (const event of events) store.events.insert(event);
  };

  const publish = (events: readonly OperationEvent[]): void => {
    const last = events.at(-1);
    if (!last) return;
    committed = last.seq;
    tail.push(...events);
    if (tail.length > 2 * tailSize) tail = tail.slice(-tailSize);
    committing.ring();
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    try {
      store.transaction(() => write(batch));
    } catch {
      // Only lines and numbers: they are dropped. The next change of state meets the same trouble and
      // reports it.
      return;
    }
    publish(batch);
  };

  const fromTail = (after: number, limit: number, operation: string | undefined): EventPage => {
    let low = 0;
    let high = tail.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tail[middle]?.seq ?? 0) <= after) low = middle + 1;
      else high = middle;
    }
    const slice = tail.slice(low, low + limit);
    const more = low + limit < tail.length;
    return {
      events: operation === undefined ? slice : slice.filter((event) => event.operation === operation),
      cursor: more ? (slice.at(-1)?.seq ?? after) : committed,
      more,
    };
  };

  const fromStore = (after: number, limit: number, operation: string | undefined): EventPage => {
    const events = store.events.after(after, limit, operation);
    const more = events.length === limit;
    return { events, cursor: more ? (events.at(-1)?.seq ?? after) : committed, more };
  };

  return {
    committed: () => committed,
    committing,
    closed: () => closed,
    transition(change, events) {
      if (closed) throw new Error('The journal is closed.');
      const batch = [...waiting, ...events.map(stamp)];
      store.durably(() => {
        change();
        write(batch);
      });
      waiting = [];
      clearTimeout(timer);
      timer = undefined;
      publish(batch);
    },
    append(event) {
      if (closed) return;
      waiting.push(stamp(event));
      if (waiting.length >= batchSize) flush();
      else timer ??= setTimeout(flush, batchMs);
    },
    page(after, limit, operation) {
      const first = tail[0];
      return first && after >= first.seq - 1
        ? fromTail(after, limit, operation)
        : fromStore(after, limit, operation);
    },
    close() {
      if (closed) return;
      flush();
      closed = true;
      committing.ring();
    },
  };
}
