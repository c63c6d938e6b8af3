import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as base64url: fits a URL, a cookie and a WebSocket subprotocol. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: its SHA-256, so that a copy of the memory holds none. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Compares two hashes in constant time. */
export const sameHash = (a: Buffer, b: Buffer): boolean => timingSafeEqual(a, b);
