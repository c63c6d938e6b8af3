import { expect, test } from 'vitest';
import { scramAnswer, scramFirst } from './scram.ts';

const nonce = 'rOprNGfwEbeRWgbNEkqO';
const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';

test('the example of RFC 7677', async () => {
  const { message, check } = await scramAnswer(scramFirst(nonce, 'user'), nonce, challenge, 'pencil');
  expect(message).toBe(
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  );
  expect(() => check('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow();
  expect(() => check('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toThrow('does not know');
  expect(() => check('e=other-error')).toThrow('does not know');
});

test('a challenge to another login is not answered', async () => {
  await expect(scramAnswer(scramFirst('a', ''), 'a', challenge, 'pencil')).rejects.toThrow('another');
});
