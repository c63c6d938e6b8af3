import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** What of Electron's safeStorage keeps secrets. */
export type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Names to what the keychain's key made of the values, in base64. */
const secretsFile = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.base64()) });

const unavailable = (message: string, hint: string, cause?: unknown): BacklotError =>
  new BacklotError('secrets-unavailable', message, { hint, cause });

const linuxNames: Readonly<Record<string, string>> = {
  gnome_libsecret: 'the Secret Service keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** The keeper's name; on Linux `basic_text` encrypts with a key that is in the program: that is no keeper. */
async function keeperOf(keychain: Keychain, platform: NodeJS.Platform): Promise<string> {
  const available = await keychain.isAsyncEncryptionAvailable().catch(() => false);
  const linux = platform === 'linux' ? linuxNames[keychain.getSelectedStorageBackend()] : undefined;
  if (!available || (platform === 'linux' && !linux)) {
    throw unavailable(
      'This desktop session has no keychain that can keep secrets.',
      platform === 'linux'
        ? 'Start gnome-keyring or KWallet, then start Backlot again.'
        : 'Unlock the keychain.',
    );
  }
  if (platform === 'darwin') return 'the macOS keychain';
  return linux ?? 'Windows data protection';
}

/**
 * Secrets in `<home>/secrets.json`, mode 0600, each value encrypted with a key that the OS keychain holds.
 * @throws BacklotError `secrets-unavailable` when there is no keychain: the caller falls back and says so.
 */
export async function openKeychain(
  keychain: Keychain,
  home: string,
  platform: NodeJS.Platform,
): Promise<Secrets> {
  const keeper = await keeperOf(keychain, platform);
  const path = join(home, 'secrets.json');
  let writes: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<Map<string, string>> => {
    try {
      return new Map(Object.entries(secretsFile.parse(JSON.parse(await readFile(path, 'utf8'))).secrets));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
      throw unavailable(
        `${path} can not be read.`,
        'Restore it from a backup, or move it away and enter the secrets again.',
        error,
      );
    }
  };

  /** One change after the other: two at once would each write what it read, and one would be lost. */
  const change = (edit: (secrets: Map<string, string>) => void, signal: AbortSignal): Promise<void> => {
    const next = writes.then(async () => {
      signal.throwIfAborted();
      const secrets = await read();
      edit(secrets);
      const text = JSON.stringify({ version: 1, secrets: Object.fromEntries(secrets) });
      await writeFileWhole(path, `${text}\n`, 0o600);
    });
    writes = next.catch(() => {});
    return next;
  };

  const set = async (name: string, value: string, signal: AbortSignal): Promise<void> => {
    const encrypted = await keychain.encryptStringAsync(value).catch((error: unknown) => {
      throw unavailable(`${keeper} refused to keep "${name}".`, 'Unlock it and try again.', error);
    });
    await change((secrets) => secrets.set(name, encrypted.toString('base64')), signal);
  };

  return {
    keeper,
    set,
    async get(name, signal) {
      signal.throwIfAborted();
      const encrypted = (await read()).get(name);
      if (encrypted === undefined) return undefined;
      const { result, shouldReEncrypt } = await keychain
        .decryptStringAsync(Buffer.from(encrypted, 'base64'))
        .catch((error: unknown) => {
          throw unavailable(
            `${keeper} can not read "${name}".`,
            'Unlock it, or enter the secret again.',
            error,
          );
        });
      if (shouldReEncrypt) await set(name, result, signal);
      return result;
    },
    remove: (name, signal) => change((secrets) => secrets.delete(name), signal),
  };
}
