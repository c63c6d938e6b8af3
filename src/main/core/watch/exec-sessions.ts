import { randomUUID } from 'node:crypto';
import type { TopicEvent } from '../../../shared/contract/define.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { RunningExec, TerminalSize } from './exec-in-container.ts';

export type ExecEvent =
  | { readonly kind: 'output'; readonly from: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'exit'; readonly code: number | undefined };

/** Commands in containers that a door talks to over several calls. */
export interface ExecSessions {
  /** Starts one; answers the id for the others. */
  readonly open: (
    start: (signal: AbortSignal) => Promise<RunningExec>,
    signal: AbortSignal,
  ) => Promise<string>;
  /** All of these throw `not-found` for an id that is not there (any more). */
  readonly write: (id: string, text: string) => Promise<void>;
  readonly endInput: (id: string) => void;
  readonly resize: (id: string, size: TerminalSize) => Promise<void>;
  readonly close: (id: string) => void;
  /** Its events after a cursor, and then live ones; ends with its end. A slow reader holds the command up. */
  readonly follow: (id: string, signal: AbortSignal, after?: number) => AsyncIterable<TopicEvent<ExecEvent>>;
  /** Hangs all up. */
  readonly stop: () => void;
}

export interface ExecSessionLimits {
  /** How long a command may go on with nobody reading, and be asked about after its end, in milliseconds. */
  readonly graceMs: number;
  /** How many characters may wait for a reader, and are kept for one that comes back. */
  readonly keep: number;
}

interface Session {
  readonly exec: RunningExec;
  readonly ending: AbortController;
  readonly events: TopicEvent<ExecEvent>[];
  /** What the kept events weigh in characters, and those of them that no reader has taken. */
  kept: number;
  untaken: number;
  /** The newest cursor that a reader has taken. */
  taken: number;
  next: number;
  ended: boolean;
  readers: number;
  timer: NodeJS.Timeout | undefined;
  readonly waiting: Set<() => void>;
}

const lengthOf = ({ value }: TopicEvent<ExecEvent>): number =>
  value.kind === 'output' ? value.text.length : 0;

const ring = ({ waiting }: Session): void => {
  for (const wake of [...waiting]) wake();
};

const untilRung = ({ waiting }: Session, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
  });

/** Keeps the running commands of all doors. */
export function createExecSessions(
  { graceMs, keep }: ExecSessionLimits = { graceMs: 30_000, keep: 262_144 },
): ExecSessions {
  const sessions = new Map<string, Session>();

  const find = (id: string): Session => {
    const session = sessions.get(id);
    if (session) return session;
    throw new BacklotError('not-found', 'This terminal is closed.', {
      hint: 'Open a new one.',
      details: { id },
    });
  };
  const remove = (id: string, session: Session): void => {
    sessions.delete(id);
    clearTimeout(session.timer);
    session.exec.close();
    session.ending.abort();
    ring(session);
  };
  const waitForReader = (id: string, session: Session): void => {
    clearTimeout(session.timer);
    session.timer = setTimeout(() => remove(id, session), graceMs);
    session.timer.unref();
  };

  const add = (session: Session, value: ExecEvent): void => {
    const event = { cursor: session.next++, value };
    session.events.push(event);
    session.kept += lengthOf(event);
    session.untaken += lengthOf(event);
    ring(session);
  };
  /** What was read already goes first, and only when there is too much. */
  const trim = (session: Session): void => {
    let count = 0;
    for (const event of session.events) {
      if (session.kept <= keep || event.cursor > session.taken) break;
      session.kept -= lengthOf(event);
      count += 1;
    }
    session.events.splice(0, count);
  };
  const take = (session: Session, event: TopicEvent<ExecEvent>): void => {
    if (event.cursor <= session.taken) return;
    session.taken = event.cursor;
    session.untaken -= lengthOf(event);
    ring(session);
  };
  const eventAfter = ({ events }: Session, cursor: number): TopicEvent<ExecEvent> | undefined => {
    const first = events[0];
    return first && events[Math.max(0, cursor + 1 - first.cursor)];
  };

  const pump = async (session: Session): Promise<void> => {
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    for await (const { from, bytes } of session.exec.output) {
      const text = decoders[from].decode(bytes, { stream: true });
      if (text !== '') add(session, { kind: 'output', from, text });
      trim(session);
      while (session.untaken > keep && !session.ending.signal.aborted)
        await untilRung(session, session.ending.signal);
    }
    add(session, { kind: 'exit', code: await session.exec.exitCode() });
  };

  async function* follow(
    id: string,
    signal: AbortSignal,
    after = 0,
  ): AsyncGenerator<TopicEvent<ExecEvent>, void, undefined> {
    const session = find(id);
    session.readers += 1;
    clearTimeout(session.timer);
    let seen = after;
    const own = AbortSignal.any([signal, session.ending.signal]);
    try {
      for (;;) {
        const next = eventAfter(session, seen);
        if (next !== undefined) {
          yield next;
          seen = next.cursor;
          take(session, next);
          if (next.value.kind === 'exit') return;
        } else if (session.ended || own.aborted) return;
        else await untilRung(session, own);
        if (signal.aborted) return;
      }
    } finally {
      session.readers -= 1;
      if (session.readers === 0 && sessions.get(id) === session) waitForReader(id, session);
    }
  }

  return {
    open: async (start, signal) => {
      const ending = new AbortController();
      // The command outlives the call that starts it, which may cancel it only until then.
      const cancel = (): void => ending.abort(signal.reason);
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      const exec = await start(ending.signal).finally(() => signal.removeEventListener('abort', cancel));
      const id = randomUUID();
      const session: Session = {
        exec,
        ending,
        events: [],
        kept: 0,
        untaken: 0,
        taken: 0,
        next: 1,
        ended: false,
        readers: 0,
        timer: undefined,
        waiting: new Set(),
      };
      sessions.set(id, session);
      waitForReader(id, session);
      void pump(session)
        .catch(() => add(session, { kind: 'exit', code: undefined }))
        .finally(() => {
          session.ended = true;
          ring(session);
        });
      return id;
    },
    write: (id, text) => find(id).exec.write(text),
    endInput: (id) => find(id).exec.endInput(),
    resize: (id, size) => find(id).exec.resize(size),
    close: (id) => remove(id, find(id)),
    follow,
    stop: () => {
      for (const [id, session] of sessions) remove(id, session);
    },
  };
}
