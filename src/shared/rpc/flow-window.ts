/** How much: a number of frames and a number of UTF-16 code units, whichever is reached first. */
export interface FlowLimits {
  readonly frames: number;
  readonly characters: number;
}

/** The sender's book of what the peer has not acknowledged yet. */
export interface FlowWindow {
  readonly sent: (characters: number) => void;
  /** Takes the peer's count of all frames received so far; false when it acknowledges what was never sent. */
  readonly acknowledged: (count: number) => boolean;
  /** Resolves while less than the limits is in flight, or once released. */
  readonly ready: () => Promise<void>;
  /** Lets every waiter go, now and later: nothing will be acknowledged any more. */
  readonly release: () => void;
}

/** Makes a window that holds senders back past the limits. */
export function createFlowWindow(limits: FlowLimits): FlowWindow {
  const sizes = new Map<number, number>();
  let waiting: (() => void)[] = [];
  let sent = 0;
  let acknowledged = 0;
  let inFlight = 0;
  let released = false;

  const open = (): boolean =>
    released || (sent - acknowledged < limits.frames && inFlight < limits.characters);

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
  };

  return {
    sent(characters) {
      sent += 1;
      inFlight += characters;
      sizes.set(sent, characters);
    },
    acknowledged(count) {
      if (!Number.isInteger(count) || count < acknowledged || count > sent) return false;
      while (acknowledged < count) {
        acknowledged += 1;
        inFlight -= sizes.get(acknowledged) ?? 0;
        sizes.delete(acknowledged);
      }
      if (open()) wake();
      return true;
    },
    async ready() {
      while (!open()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    release() {
      released = true;
      sizes.clear();
      wake();
    },
  };
}
