import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { StoreKeys } from './store-key.ts';

/** Names the file's format and version; part of what is authenticated. */
export const chunkMagic = Buffer.from('BKLTCHK1');
export const manifestMagic = Buffer.from('BKLTMAN1');

const nonceBytes = 12;
const tagBytes = 16;
const keyIdBytes = 8;
export const headBytes = chunkMagic.length + keyIdBytes + nonceBytes + tagBytes;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What was found wrong with sealed bytes; the caller knows the file. */
export class SealError extends Error {
  readonly kind: 'not-ours' | 'newer' | 'other-key' | 'changed';

  constructor(kind: SealError['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** Magic, key id, nonce, tag, ciphertext: AES-256-GCM under a fresh nonce, bound to `bound`. */
export function sealBytes(
  { magic, key, keyId, bound }: Seal,
  bytes: Uint8Array,
): readonly [head: Buffer, body: Buffer] {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.concat([magic, keyId, Buffer.from(bound)]));
  const body = cipher.update(bytes);
  cipher.final();
  return [Buffer.concat([magic, keyId, nonce, cipher.getAuthTag()]), body];
}

/** What bytes are sealed with. `bound` says what they are, so that no file can stand in for another. */
export interface Seal {
  readonly magic: Buffer;
  readonly key: Buffer;
  readonly keyId: Buffer;
  readonly bound: string;
}

/** The bytes that were sealed. @throws SealError when a single bit, the place or the key differs. */
export function unsealBytes(seal: Seal, file: Buffer): Buffer {
  const { magic, keyId } = seal;
  const versionAt = magic.length - 1;
  if (file.length < headBytes || !file.subarray(0, versionAt).equals(magic.subarray(0, versionAt))) {
    throw new SealError('not-ours');
  }
  const body = decipherBody(seal, file);
  const version = file[versionAt] ?? 0;
  if (version !== magic[versionAt]) {
    // A digit above ours is a later format, unless the rest is of ours: then the digit was flipped.
    const later = version > (magic[versionAt] ?? 0) && version <= 0x39;
    throw new SealError(later && !body ? 'newer' : 'changed');
  }
  if (body) return body;
  throw new SealError(
    file.subarray(magic.length, magic.length + keyIdBytes).equals(keyId) ? 'changed' : 'other-key',
  );
}

function decipherBody({ magic, key, keyId, bound }: Seal, file: Buffer): Buffer | undefined {
  const nonceAt = magic.length + keyIdBytes;
  if (!file.subarray(magic.length, nonceAt).equals(keyId)) return undefined;
  const tagAt = nonceAt + nonceBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(nonceAt, tagAt), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.concat([magic, keyId, Buffer.from(bound)]));
  decipher.setAuthTag(file.subarray(tagAt, headBytes));
  const body = decipher.update(file.subarray(headBytes));
  try {
    decipher.final();
    return body;
  } catch {
    return undefined;
  }
}

export interface SealedChunk {
  /** 64 hex digits: the keyed hash of the compressed bytes, and the file's name. */
  readonly name: string;
  readonly head: Buffer;
  readonly body: Buffer;
}

const chunkSeal = (keys: StoreKeys, name: string): Seal => ({
  magic: chunkMagic,
  key: keys.chunk,
  keyId: keys.id,
  bound: name,
});

const nameOf = (keys: StoreKeys, compressed: Uint8Array): string =>
  createHmac('sha256', keys.name).update(compressed).digest('hex');

/** Names and encrypts a chunk that was compressed. The same bytes have the same name under one key. */
export function sealChunk(keys: StoreKeys, compressed: Uint8Array): SealedChunk {
  const name = nameOf(keys, compressed);
  const [head, body] = sealBytes(chunkSeal(keys, name), compressed);
  return { name, head, body };
}

/**
 * The bytes of a chunk that is stored under `name`, `size` of them. The manifest says which name stands where,
 * and is authenticated itself, so chunks can't be exchanged.
 * @throws SealError
 */
export async function unsealChunk(
  keys: StoreKeys,
  name: string,
  size: number,
  file: Buffer,
): Promise<Buffer> {
  const compressed = unsealBytes(chunkSeal(keys, name), file);
  if (nameOf(keys, compressed) !== name) throw new SealError('changed');
  try {
    const bytes = await decompress(compressed, {
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.max(64 * 1024, size),
    });
    if (bytes.length === size) return bytes;
  } catch {
    // Told below: authentic, but not what the manifest promises.
  }
  throw new SealError('changed');
}

const manifestSeal = (keys: StoreKeys, snapshot: string): Seal => ({
  magic: manifestMagic,
  key: keys.manifest,
  keyId: keys.id,
  bound: snapshot,
});

/** A manifest's text, compressed and encrypted for the snapshot of that id alone. */
export async function sealManifest(keys: StoreKeys, snapshot: string, text: string): Promise<Buffer> {
  const [head, body] = sealBytes(manifestSeal(keys, snapshot), await compress(Buffer.from(text)));
  return Buffer.concat([head, body]);
}

/** A manifest's text. @throws SealError */
export async function unsealManifest(keys: StoreKeys, snapshot: string, file: Buffer): Promise<string> {
  return (await decompress(unsealBytes(manifestSeal(keys, snapshot), file))).toString('utf8');
}
