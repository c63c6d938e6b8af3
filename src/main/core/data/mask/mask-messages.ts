import type { WireError } from '../../../../shared/errors.ts';
import type { ColumnTally } from './column-tally.ts';
import type { CompiledTable } from './compiled-table.ts';

/** What a mask worker is asked; each is answered once, in the order of asking. */
export type MaskRequest =
  | { readonly ask: number; readonly kind: 'open'; readonly stream: number; readonly table: CompiledTable }
  | { readonly ask: number; readonly kind: 'push'; readonly stream: number; readonly data: ArrayBuffer }
  | { readonly ask: number; readonly kind: 'end'; readonly stream: number }
  | { readonly ask: number; readonly kind: 'close'; readonly stream: number };

export type MaskAnswer =
  | {
      readonly ask: number;
      readonly data?: ArrayBuffer | undefined;
      readonly tallies?: readonly (ColumnTally | undefined)[] | undefined;
    }
  | { readonly ask: number; readonly error: WireError };

/** The bytes of a buffer in an array buffer of their own, which can be handed over. */
export const ownBytes = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
};
