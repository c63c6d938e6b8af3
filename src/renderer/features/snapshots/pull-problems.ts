import type { PullPlacement } from '../../../shared/model/snapshot.ts';

/** What is wrong with a source's address; empty when nothing is. */
export function sourceProblem(address: string): string {
  const text = address.trim();
  if (text === '') return 'Write the address of a PostgreSQL database.';
  if (!/^postgres(?:ql)?:[/][/]/.test(text)) return 'It begins with postgresql://.';
  return URL.parse(text)?.hostname ? '' : 'It is no address: postgresql://user@host:port/database.';
}

/** What is wrong with a share in per cent; empty when nothing is, or nothing is written. */
export function shareProblem(share: string): string {
  const text = share.trim();
  if (text === '') return '';
  const value = Number(text);
  return value > 0 && value <= 100 ? '' : 'A number above 0, up to 100.';
}

/** Why rows can't be masked where it was chosen, for a share as it is written; empty when they can. */
export const placementProblem = (placement: PullPlacement, share: string): string =>
  placement === 'source' && share.trim() !== ''
    ? 'A share is chosen by keys that would have to leave the host of the source: choose Here, or empty the share.'
    : '';
