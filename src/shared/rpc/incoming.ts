import type { CarrierListener } from './carrier.ts';

/** The hearing half of a carrier over a socket. */
export interface Incoming {
  /** Hands a frame on, or keeps it until someone listens; dropped once ended. */
  readonly deliver: (text: string) => void;
  /** Ends it with a reason that the listener is told once, soon; false when it had ended before. */
  readonly end: (reason: string) => boolean;
  readonly ended: () => boolean;
  readonly listen: (listener: CarrierListener) => void;
}

/** Makes the hearing half: frames in order from the first one on, one close, never inside a call of ours. */
export function createIncoming(): Incoming {
  let listener: CarrierListener | undefined;
  let reason: string | undefined;
  let told = false;
  const early: string[] = [];

  const tellSoon = (): void =>
    queueMicrotask(() => {
      if (told || !listener || reason === undefined) return;
      told = true;
      listener.closed(reason);
    });

  return {
    deliver(text) {
      if (reason !== undefined) return;
      if (listener) listener.frame(text);
      else early.push(text);
    },
    end(why) {
      if (reason !== undefined) return false;
      reason = why;
      tellSoon();
      return true;
    },
    ended: () => reason !== undefined,
    listen(next) {
      listener = next;
      for (const text of early.splice(0)) next.frame(text);
      tellSoon();
    },
  };
}
