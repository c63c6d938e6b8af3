import { hkdfSync, randomBytes } from 'node:crypto';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Secrets } from '../../secrets/secrets.ts';

/** Under which name the keeper of secrets holds the store's key. */
export const storeKeyName = 'snapshot-store-key';

/** What is derived from the store's one key; each use has a key of its own. */
export interface StoreKeys {
  /** Encrypts chunks. */
  readonly chunk: Buffer;
  /** Names chunks: a keyed hash, so that a name tells nothing about its content. */
  readonly name: Buffer;
  /** Encrypts manifests. */
  readonly manifest: Buffer;
  /** Tells which key this is, eight bytes; stands in the clear in each file. */
  readonly id: Buffer;
}

const derive = (key: Buffer, use: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `backlot snapshot store: ${use}`, bytes));

/** The keys of a store from its 32 random bytes. */
export const deriveStoreKeys = (key: Buffer): StoreKeys => ({
  chunk: derive(key, 'chunk', 32),
  name: derive(key, 'name', 32),
  manifest: derive(key, 'manifest', 32),
  id: derive(key, 'id', 8),
});

/**
 * The store's keys; made on first use, but only while there is no snapshot that an older key has sealed.
 * @throws BacklotError `secrets-unavailable` when the key is lost or damaged
 */
export async function loadStoreKeys(
  secrets: Secrets,
  hasSnapshots: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<StoreKeys> {
  const kept = await secrets.get(storeKeyName, signal);
  if (kept !== undefined) {
    const key = Buffer.from(kept, 'base64');
    if (key.length === 32) return deriveStoreKeys(key);
    throw new BacklotError(
      'secrets-unavailable',
      `The key of the snapshots in ${secrets.keeper} is damaged.`,
      {
        hint: 'Restore it from a backup, or remove the snapshots and pull them again.',
      },
    );
  }
  if (await hasSnapshots()) {
    throw new BacklotError(
      'secrets-unavailable',
      `The key of the snapshots is missing in ${secrets.keeper}.`,
      {
        hint: 'Restore it from a backup; without it the snapshots can only be removed and pulled again.',
      },
    );
  }
  const key = randomBytes(32);
  await secrets.set(storeKeyName, key.toString('base64'), signal);
  return deriveStoreKeys(key);
}
