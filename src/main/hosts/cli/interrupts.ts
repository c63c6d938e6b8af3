/** `interrupt` is Ctrl-C; `terminate` asks to end at once (SIGTERM, SIGHUP). */
export type InterruptKind = 'interrupt' | 'terminate';

/** Signals of the process, as something that can be listened to and pressed in tests. */
export interface Interrupts {
  /** False when nobody listens. */
  readonly press: (kind: InterruptKind) => boolean;
  /** Only the newest listener is told; returns the way to stop listening. */
  readonly listen: (listener: (kind: InterruptKind) => void) => () => void;
}

/** A terminal signals the whole group, and npm, npx and our own launcher pass it on once more. */
const sameKeyPressMs = 100;

export function createInterrupts(now: () => number): Interrupts {
  const listeners: ((kind: InterruptKind) => void)[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return {
    press(kind) {
      const repeated = kind === 'interrupt' && now() - last < sameKeyPressMs;
      if (repeated) return true;
      last = now();
      const listener = listeners.at(-1);
      listener?.(kind);
      return listener !== undefined;
    },
    listen(listener) {
      listeners.push(listener);
      return () => {
        const at = listeners.indexOf(listener);
        if (at >= 0) listeners.splice(at, 1);
      };
    },
  };
}
