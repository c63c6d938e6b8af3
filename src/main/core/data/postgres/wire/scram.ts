import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Where a login by SCRAM-SHA-256 (RFC 7677) begins: without channel binding, and the user named elsewhere. */
export const scramFirst = (nonce: string, user = ''): string => `n,,n=${user},r=${nonce}`;

export interface ScramAnswer {
  readonly message: string;
  /** Throws unless the server knows the password too. */
  readonly check: (final: string) => void;
}

/** Answers the server's challenge. @throws Error when it is none, or belongs to another login */
export async function scramAnswer(
  first: string,
  nonce: string,
  challenge: string,
  password: string,
): Promise<ScramAnswer> {
  const [, both = '', salt = '', rounds = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(challenge) ?? [];
  if (!both.startsWith(nonce) || both.length === nonce.length)
    throw new Error('the login was answered by another');
  // Prepared as the server prepares it, as far as passwords of printable characters go.
  const secret = password.normalize('NFKC');
  const salted = await derive(secret, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  const key = hmac(salted, 'Client Key');
  const bare = `c=biws,r=${both}`;
  const signed = `${first.slice(3)},${challenge},${bare}`;
  const signature = hmac(sha256(key), signed);
  const proof = Buffer.from(key.map((byte, at) => byte ^ (signature[at] ?? 0)));
  const expected = hmac(hmac(salted, 'Server Key'), signed);
  return {
    message: `${bare},p=${proof.toString('base64')}`,
    check: (final) => {
      const given = Buffer.from(/^v=([^,]+)/.exec(final)?.[1] ?? '', 'base64');
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new Error('the server does not know the password');
    },
  };
}
