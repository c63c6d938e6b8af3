import type { DockerContext } from '../../docker/contexts.ts';
import type { WireAddress } from './wire/wire-address.ts';

/** Where the programs of PostgreSQL run, as plain data; it may hold a password, so it is never written down. */
export interface ProgramsPlace {
  readonly context: DockerContext;
  readonly container: string;
  /** For people. */
  readonly name: string;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  /** Of a server at an address: without its password, which is among the secrets ("NAME=value"). */
  readonly remote?: { readonly address: string; readonly secrets: readonly string[] } | undefined;
}

/** How rows are reached, as it can be handed to a thread. */
export type ReaderPlace =
  | { readonly kind: 'wire'; readonly address: WireAddress }
  | { readonly kind: 'programs'; readonly programs: ProgramsPlace };
