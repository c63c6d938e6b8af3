import type { MethodTable } from '../../shared/rpc/serve.ts';
import type { Secrets } from './secrets/secrets.ts';

/** Which door hosts the core. A `cli` core lives for one command and takes up no interrupted work by itself. */
export type HostKind = 'electron' | 'web' | 'cli' | 'test';

export interface CoreOptions {
  /** The data directory; made when it is not there. */
  readonly home: string;
  readonly host: HostKind;
  /** The host's own keeper of secrets; the key file when absent. */
  readonly secrets?: Secrets | undefined;
}

/** A running core: one per data directory. Doors serve its methods to their peers. */
export interface Core {
  readonly home: string;
  readonly methods: MethodTable;
  /** Interrupts what runs (the journal takes it up at the next start) and releases the data directory. */
  readonly stop: () => Promise<void>;
}
