import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { keyBytes, seal, unseal } from './seal.ts';
import type { Secrets } from './secrets.ts';

/** Pairs, not an object: any name is just a name. */
const stored = z.array(z.tuple([z.string(), z.string()]));

/**
 * Keeps secrets for hosts without a keychain, in `folder` (there, for its owner alone): a random key in
 * `key`, the values encrypted with it in `values`. It guards against a copied or synced `values` file and
 * against other users; not against whoever can read both files.
 */
export function keyFileSecrets(folder: string): Secrets {
  const keyPath = join(folder, 'key');
  const valuesPath = join(folder, 'values');
  let last: Promise<unknown> = Promise.resolve();

  const lost = (what: string, cause?: unknown): BacklotError =>
    new BacklotError('secrets-unavailable', what, {
      hint: `Restore ${folder} from a backup, or remove both files in it and set the secrets again.`,
      details: { folder },
      cause,
    });

  async function readKey(signal: AbortSignal): Promise<Buffer | undefined> {
    const key = await readPrivateFile(keyPath, signal);
    if (key && key.length !== keyBytes) throw lost(`The key file ${keyPath} is damaged.`);
    return key;
  }

  async function readValues(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const sealed = await readPrivateFile(valuesPath, signal);
    if (!sealed) return new Map();
    const key = await readKey(signal);
    if (!key) throw lost(`The key file ${keyPath} is missing, so the secrets can't be read.`);
    try {
      return new Map(stored.parse(JSON.parse(unseal(sealed, key))));
    } catch (cause) {
      throw lost(`The secrets in ${valuesPath} were changed or damaged, or belong to another key.`, cause);
    }
  }

  async function change(
    signal: AbortSignal,
    edit: (values: ReadonlyMap<string, string>) => ReadonlyMap<string, string>,
  ): Promise<void> {
    const before = await readValues(signal);
    const after = edit(before);
    let key = await readKey(signal);
    if (!key) {
      key = randomBytes(keyBytes);
      await writePrivateFile(keyPath, key, signal);
    }
    const text = JSON.stringify([...after]);
    await writePrivateFile(valuesPath, seal(text, key), signal);
  }

  /** One after another: two changes at once would each write what they read. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };

  return {
    keeper: `key file ${keyPath}`,
    get: (name, signal) => inTurn(async () => (await readValues(signal)).get(name)),
    set: (name, value, signal) =>
      inTurn(() => change(signal, (values) => new Map([...values, [name, value]]))),
    remove: (name, signal) =>
      inTurn(async () => {
        if (!(await readValues(signal)).has(name)) return;
        await change(signal, (values) => new Map([...values].filter(([key]) => key !== name)));
      }),
  };
}
