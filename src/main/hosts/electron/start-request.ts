import { resolve } from 'node:path';
import type { DesktopRequest } from '../../../shared/contract/desktop.ts';
import { linkScheme, parseDeepLink } from './deep-link.ts';

/** What a start of the app asks for. */
export type StartRequest =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'request'; readonly request: DesktopRequest }
  | { readonly kind: 'refused'; readonly argument: string };

/**
 * What the arguments of a start (without the program itself) ask for: a deep link, or a folder to open,
 * taken from the directory the start was made in. Switches are not ours to read.
 */
export function parseStart(args: readonly string[], directory: string): StartRequest {
  const link = args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`));
  if (link !== undefined) {
    const request = parseDeepLink(link);
    return request ? { kind: 'request', request } : { kind: 'refused', argument: link };
  }
  const folder = args.find((arg) => arg !== '' && !arg.startsWith('-'));
  if (folder === undefined) return { kind: 'nothing' };
  return { kind: 'request', request: { kind: 'open-project', path: resolve(directory, folder) } };
}
