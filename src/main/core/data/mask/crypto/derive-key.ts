import { createHmac } from 'node:crypto';

/** A key of 32 bytes for one purpose; HMAC-SHA256 keeps keys of different labels apart. */
export const deriveKey = (secret: Uint8Array, ...labels: readonly string[]): Uint8Array =>
  createHmac('sha256', secret)
    .update(['backlot mask 1', ...labels].join('\0'))
    .digest();
