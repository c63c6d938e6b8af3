import { argon2Sync, createHash, pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { developmentHashes, developmentPassword } from '../lists/development-passwords.ts';
import { maskValues, rule } from '../testing/mask-text.ts';

const maskedHash = (found: string): string => maskValues([found], rule('password'))[0] ?? '';

test.each(['argon2id', 'argon2i', 'argon2d'] as const)('the %s hash is that of the password', (kind) => {
  const [, , , , salt = '', hash] = maskedHash(`$${kind}$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA`).split('$');
  const computed = argon2Sync(kind, {
    ...{ message: developmentPassword, nonce: Buffer.from(salt, 'base64') },
    ...{ parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 },
  });
  expect(computed.toString('base64').replace(/=+$/, '')).toBe(hash);
});

test('the other hashes are that of the password too', () => {
  const [, rounds, salt = '', hash] = maskedHash('pbkdf2_sha256$1$a$b').split('$');
  expect(pbkdf2Sync(developmentPassword, salt, Number(rounds), 32, 'sha256').toString('base64')).toBe(hash);
  for (const [kind, length] of [
    ['md5', 32],
    ['sha1', 40],
    ['sha256', 64],
    ['sha512', 128],
  ] as const) {
    const hash = createHash(kind).update(developmentPassword).digest('hex');
    expect(maskedHash('0'.repeat(length))).toBe(hash);
    expect(maskedHash('A'.repeat(length))).toBe(hash.toUpperCase());
  }
});

test('each has the form it stands for, at its length', () => {
  const bcrypt = maskedHash(`$2y$12$${'a'.repeat(53)}`);
  expect(bcrypt).toHaveLength(60);
  expect(bcrypt).toMatch(/^\$2y\$10\$/);
  for (const { form, write } of developmentHashes) expect(write('$2b$10$')).toMatch(form);
  expect(maskedHash('in the clear')).toBe(developmentPassword);
});
