import { createHash, randomBytes } from 'node:crypto';
import { BacklotError } from '../../../shared/errors.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** Under which name the keeper of secrets holds a project's masking secret. */
export const maskingSecretName = (project: string): string =>
  `masking-secret-${createHash('sha256').update(project).digest('hex').slice(0, 16)}`;

/** Answers a project's masking secret: 32 random bytes, made on first use. */
export type MaskingSecrets = (project: string, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * The secrets that masking is deterministic by, one for each project, by its name.
 * @throws BacklotError `secrets-unavailable`
 */
export function createMaskingSecrets(secrets: Secrets): MaskingSecrets {
  let last: Promise<unknown> = Promise.resolve();

  const load = async (project: string, signal: AbortSignal): Promise<Uint8Array> => {
    const name = maskingSecretName(project);
    const kept = await secrets.get(name, signal);
    if (kept === undefined) {
      const made = randomBytes(32);
      await secrets.set(name, made.toString('base64'), signal);
      return made;
    }
    const secret = Buffer.from(kept, 'base64');
    if (secret.length === 32) return secret;
    throw new BacklotError('secrets-unavailable', `The masking secret in ${secrets.keeper} is damaged.`, {
      hint: 'Restore it from a backup; with another one, what is pulled from now on is masked differently.',
      details: { name },
    });
  };

  // One after another: two at once would each make one.
  return (project, signal) => {
    const next = last.then(() => load(project, signal));
    last = next.catch(() => {});
    return next;
  };
}
