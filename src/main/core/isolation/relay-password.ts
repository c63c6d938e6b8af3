import { createHash } from 'node:crypto';
import type { Secrets } from '../secrets/secrets.ts';

/** Under which name the keeper of secrets holds the password of a relay: its address and user are part of it. */
const nameOf = (project: string, via: string): string =>
  `relay-password-${createHash('sha256')
    .update(JSON.stringify([project, via]))
    .digest('hex')
    .slice(0, 16)}`;

/**
 * The passwords of relays, by project and address: another address in backlot.yaml gets none of another's.
 * @throws BacklotError `secrets-unavailable`
 */
export const relayPasswords = (secrets: Secrets) => ({
  get: (project: string, via: string, signal: AbortSignal): Promise<string | undefined> =>
    secrets.get(nameOf(project, via), signal),
  /** Undefined: forgets it. */
  set: (project: string, via: string, password: string | undefined, signal: AbortSignal): Promise<void> =>
    password === undefined
      ? secrets.remove(nameOf(project, via), signal)
      : secrets.set(nameOf(project, via), password, signal),
});
export type RelayPasswords = ReturnType<typeof relayPasswords>;
