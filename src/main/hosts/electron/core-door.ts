import type { Carrier } from '../../../shared/rpc/carrier.ts';
import { type MethodTable, serve } from '../../../shared/rpc/serve.ts';
import { serveFailure } from '../../../shared/rpc/serve-failure.ts';
import type { Core } from '../../core/core.ts';
import { type CoreListener, followCore } from './follow-core.ts';

export interface CoreDoor {
  /** Serves a page; one that came before the core is answered when the core has started, or has failed to. */
  readonly accept: (carrier: Carrier) => void;
  /** Leaves the core and stops it. */
  readonly stop: () => Promise<void>;
}

/** Stands between the page and a core that may still be starting; `desktop` is served beside its methods. */
export function openCoreDoor(
  starting: Promise<Core>,
  desktop: MethodTable,
  listener: CoreListener,
): CoreDoor {
  let unfollow = (): void => {};
  let stopped = false;
  const started = starting.then((core) => {
    const table: MethodTable = new Map([...core.methods, ...desktop]);
    if (!stopped) unfollow = followCore(core.methods, listener);
    return { core, table };
  });
  started.catch((error: unknown) => listener.log(`The core did not start: ${String(error)}`));

  const defect = (method: string, error: unknown): void =>
    listener.log(
      `${method} failed inside: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    );

  return {
    accept(carrier) {
      started.then(
        ({ table }) => serve(carrier, table, defect),
        (error: unknown) => serveFailure(carrier, error),
      );
    },
    async stop() {
      stopped = true;
      unfollow();
      const { core } = await started;
      await core
        .stop()
        .catch((error: unknown) => listener.log(`The core did not stop well: ${String(error)}`));
    },
  };
}
