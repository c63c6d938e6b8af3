import { randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets/secrets.ts';

/**
 * The secret of a project's masks, 32 bytes, made when it is first asked for: with another one the same values
 * become others. `project` is the name in backlot.yaml, so that all clones on a machine mask alike.
 */
export async function maskingSecret(secrets: Secrets, project: string, signal: AbortSignal): Promise<Buffer> {
  const name = `masking/${project}`;
  const known = await secrets.get(name, signal);
  if (known !== undefined) return Buffer.from(known, 'base64');
  const made = randomBytes(32);
  await secrets.set(name, made.toString('base64'), signal);
  return made;
}
