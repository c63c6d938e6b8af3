import { createHash } from 'node:crypto';

/** One piece's part in the hash of a table. */
export interface PieceHash {
  /** May wait for the pieces before it, once much of this one is held back; rejects when `signal` aborts. */
  readonly update: (bytes: Buffer, signal: AbortSignal) => Promise<void>;
  readonly end: () => void;
}

/** How much of a piece waits in memory for those before it. */
const heldLimit = 8 * 1024 * 1024;

/**
 * SHA-256 over the pieces of a table in their order while they are written side by side. The first piece that
 * has not ended is never held back, so whoever works on pieces in order gets on.
 */
export function createOrderHash(): {
  readonly piece: (index: number) => PieceHash;
  readonly digest: () => string;
} {
  const hash = createHash('sha256');
  const waiting = new Map<number, { readonly held: Buffer[]; ended: boolean; wake: () => void }>();
  let turn = 0;

  const advance = (): void => {
    turn += 1;
    const next = waiting.get(turn);
    if (!next) return;
    for (const bytes of next.held.splice(0)) hash.update(bytes);
    waiting.delete(turn);
    next.wake();
    if (next.ended) advance();
  };

  return {
    piece(index) {
      const own = { held: [] as Buffer[], ended: false, wake: () => {} };
      let heldBytes = 0;
      if (index > turn) waiting.set(index, own);
      return {
        async update(bytes, signal) {
          if (index > turn) {
            own.held.push(bytes);
            heldBytes += bytes.length;
            if (heldBytes < heldLimit) return;
            // A piece before it that failed never ends.
            await new Promise<void>((resolve, reject) => {
              const refuse = (): void => reject(signal.reason);
              signal.addEventListener('abort', refuse, { once: true });
              own.wake = () => {
                signal.removeEventListener('abort', refuse);
                resolve();
              };
              if (signal.aborted) refuse();
            });
            return;
          }
          hash.update(bytes);
        },
        end() {
          own.ended = true;
          if (index === turn) advance();
        },
      };
    },
    digest: () => hash.digest('hex'),
  };
}
