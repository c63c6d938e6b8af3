import { originOf } from './app-origin.ts';

/** Who sent an IPC message, as far as it decides whether to trust it. */
export interface Sender {
  /** The id of the contents it came from. */
  readonly contents: number;
  /** The sending frame; `null` when it has navigated or is gone. */
  readonly frame: { readonly url: string; readonly origin: string; readonly parent: unknown } | null;
}

/** Why a message is not to be answered, in words; `undefined` when it came from our page's main frame. */
export function distrust(sender: Sender, contents: number, origin: string): string | undefined {
  if (sender.contents !== contents) return 'another window';
  if (!sender.frame) return 'a frame that is gone';
  if (sender.frame.parent !== null) return 'a frame inside the page';
  // Both: the address of a blank child window is empty while its origin is its opener's.
  if (originOf(sender.frame.url) !== origin || originOf(sender.frame.origin) !== origin)
    return 'a foreign origin';
  return undefined;
}
