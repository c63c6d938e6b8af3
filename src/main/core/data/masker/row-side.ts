import { createGate } from '../snapshots/gate.ts';
import type { OriginalsFound } from '../snapshots/original-sample.ts';
import type { StartProgram } from './program-link.ts';
import type { PieceEnd, PieceRequest, ProgramRequest } from './row-program-messages.ts';
import { createRowSession, type PieceEvents, type RowSession } from './row-session.ts';

/** The raw side of a pull: programs that read the source, of which only masked rows come back. */
export interface RowSide {
  /** Reads values of masked columns, which are looked for in all that is masked from then on. */
  readonly sample: (signal: AbortSignal) => Promise<OriginalsFound>;
  /** Reads and masks one piece, as soon as a session is free. */
  readonly read: (piece: PieceRequest, events: PieceEvents, signal: AbortSignal) => Promise<PieceEnd>;
  /** Ends the programs; may be called again. */
  readonly close: () => Promise<void>;
}

export interface RowSideParts {
  readonly start: StartProgram;
  readonly begin: Omit<Extract<ProgramRequest, { readonly kind: 'begin' }>, 'kind'>;
  /** Sessions on the source at a time, a program each. */
  readonly sessions: number;
}

/** Starts programs as they are needed, and passes what one has sampled on to the others. */
export function createRowSide({ start, begin, sessions }: RowSideParts): RowSide {
  const gate = createGate(sessions);
  const idle: Promise<RowSession>[] = [];
  const all = new Set<RowSession>();
  let found: OriginalsFound | undefined;

  const launch = async (signal: AbortSignal): Promise<RowSession> => {
    const session = createRowSession(await start(signal), { kind: 'begin', ...begin });
    all.add(session);
    if (found) session.originals(found);
    return session;
  };

  const use = <T>(work: (session: RowSession) => Promise<T>, signal: AbortSignal): Promise<T> =>
    gate(async () => {
      signal.throwIfAborted();
      const session = await (idle.pop() ?? launch(signal));
      try {
        return await work(session);
      } finally {
        if (!session.isLost()) idle.push(Promise.resolve(session));
      }
    });

  return {
    sample(signal) {
      // All are needed soon: the others start while the first one samples.
      while (idle.length < sessions) {
        const starting = launch(signal);
        // Whoever takes it hears of its failure; until then nobody listens.
        starting.catch(() => {});
        idle.push(starting);
      }
      return use(async (session) => {
        found = await session.sample(signal);
        for (const other of all) if (other !== session) other.originals(found);
        return found;
      }, signal);
    },
    read: (piece, events, signal) => use((session) => session.read(piece, events, signal), signal),
    async close() {
      await Promise.allSettled(idle.splice(0));
      const open = [...all];
      all.clear();
      await Promise.all(open.map((session) => session.close()));
    },
  };
}
