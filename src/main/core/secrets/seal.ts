import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Marks the file and its format; part of what is authenticated. */
const magic = Buffer.from('BKLTSEC1');
const ivBytes = 12;
const tagBytes = 16;

/** Bytes of a key: AES-256. */
export const keyBytes = 32;

/** Encrypts with AES-256-GCM under a fresh nonce: magic, nonce, tag, then the encrypted text. */
export function seal(text: string, key: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(magic);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([magic, iv, cipher.getAuthTag(), body]);
}

/** The text that was sealed. Throws when a single bit differs or the key is another one. */
export function unseal(sealed: Buffer, key: Buffer): string {
  const head = magic.length + ivBytes + tagBytes;
  if (sealed.length < head || !sealed.subarray(0, magic.length).equals(magic)) {
    throw new Error('not a file of sealed secrets');
  }
  const iv = sealed.subarray(magic.length, magic.length + ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(magic).setAuthTag(sealed.subarray(magic.length + ivBytes, head));
  return Buffer.concat([decipher.update(sealed.subarray(head)), decipher.final()]).toString('utf8');
}
