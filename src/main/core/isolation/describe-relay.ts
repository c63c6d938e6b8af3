import { BacklotError } from '../../../shared/errors.ts';
import type { MailRelay } from '../../../shared/model/isolation.ts';
import type { ReleaseSource } from './release-operation.ts';
import { relayOf } from './release-rules.ts';

type RelaySource = Pick<ReleaseSource, 'rules' | 'passwords'>;

/** Where mails of a project may be released to; undefined: nowhere. @throws BacklotError `secrets-unavailable`. */
export async function describeRelay(
  { rules, passwords }: RelaySource,
  project: string,
  signal: AbortSignal,
): Promise<MailRelay | undefined> {
  const found = await rules(project, signal);
  if (found === undefined) return undefined;
  const { host, port, user } = relayOf(found.via);
  const ready = user === undefined || (await passwords.get(project, found.via, signal)) !== undefined;
  return { to: found.to, relay: `${host}:${port}`, ...(user === undefined ? {} : { user }), ready };
}

/**
 * Keeps the password of the user of a project's relay, or forgets it.
 * @throws BacklotError `not-found` where backlot.yaml has no such user; `secrets-unavailable`.
 */
export async function keepRelayPassword(
  { rules, passwords }: RelaySource,
  { project, password }: { readonly project: string; readonly password: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  const found = await rules(project, signal);
  if (found === undefined || relayOf(found.via).user === undefined)
    throw new BacklotError('not-found', 'backlot.yaml names no relay with a user.', {
      hint: 'Under "isolation.release" write: via: smtp://user@host:587.',
    });
  await passwords.set(project, found.via, password, signal);
}
