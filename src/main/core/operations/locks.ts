/** One holder's wish for some locks. */
export interface LockRequest {
  readonly granted: () => boolean;
  /** Resolves when all its locks are held; never after `release`. */
  readonly ready: Promise<void>;
  /** Gives the locks back, or leaves the line when they are not held yet. */
  readonly release: () => void;
}

/** Named locks of one core; several are taken at once, first come first served. */
export interface Locks {
  readonly request: (holder: string, names: readonly string[]) => LockRequest;
  /** Who is in front of a holder that waits, by lock. */
  readonly inFront: (holder: string) => readonly { readonly lock: string; readonly holder: string }[];
}

interface Ticket {
  readonly holder: string;
  readonly names: readonly string[];
  readonly grant: () => void;
  granted: boolean;
}

/**
 * A request joins the line of each of its locks in one go and holds them once it is first in all of
 * them. All lines therefore have the same order, and no circle of waiting can form.
 */
export function createLocks(): Locks {
  const lines = new Map<string, Ticket[]>();
  const tickets = new Map<string, Ticket>();

  const grantIfFirst = (ticket: Ticket): void => {
    if (ticket.granted || !ticket.names.every((name) => lines.get(name)?.[0] === ticket)) return;
    ticket.granted = true;
    ticket.grant();
  };

  return {
    request(holder, names) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const ticket: Ticket = { holder, names: [...new Set(names)].sort(), grant: resolve, granted: false };
      tickets.set(holder, ticket);
      for (const name of ticket.names) lines.set(name, [...(lines.get(name) ?? []), ticket]);
      grantIfFirst(ticket);
      return {
        granted: () => ticket.granted,
        ready: promise,
        release() {
          if (tickets.get(holder) === ticket) tickets.delete(holder);
          for (const name of ticket.names) {
            const line = lines.get(name)?.filter((other) => other !== ticket) ?? [];
            if (line.length === 0) lines.delete(name);
            else lines.set(name, line);
          }
          for (const name of ticket.names) {
            const first = lines.get(name)?.[0];
            if (first) grantIfFirst(first);
          }
        },
      };
    },
    inFront(holder) {
      const ticket = tickets.get(holder);
      return (ticket?.names ?? []).flatMap((lock) => {
        const line = lines.get(lock) ?? [];
        const before = ticket && line[line.indexOf(ticket) - 1];
        return before ? [{ lock, holder: before.holder }] : [];
      });
    },
  };
}
