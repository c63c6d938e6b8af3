import { expect, test } from 'vitest';
import { decideAnswer, readQuestion, writeAnswer } from './dns-message.ts';

/** id 7, recursion desired, one question. */
function query(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((one) => [one.length, ...Buffer.from(one, 'latin1')]);
  return Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

test('a name that could be outside is at the guard', () => {
  const message = query('API.Stripe.com', 1);
  const question = readQuestion(message);
  expect(question).toMatchObject({ id: 7, name: 'api.stripe.com', type: 1, end: message.length });
  if (question === undefined) return;
  const answer = writeAnswer(message, question, decideAnswer(question, '172.21.0.1'));
  expect(answer.subarray(0, 12).toString('hex')).toBe('000785800001000100000000');
  expect([...answer.subarray(-4)]).toEqual([172, 21, 0, 1]);
});

test.each([
  ['api.stripe.com', 28, 'none'],
  ['dGhlIHNlY3JldA.tunnel.example', 16, 'none'],
  ['databse', 1, 'unknown'],
  ['2.0.21.172.in-addr.arpa', 12, 'unknown'],
])('%s type %i: %s', (name, type, expected) => {
  const question = readQuestion(query(name, type));
  expect(question && decideAnswer(question, '172.21.0.1')).toBe(expected);
});

test('what is no query is not answered', () => {
  const good = query('a.b', 1);
  for (let length = 0; length < good.length; length += 1)
    expect(readQuestion(good.subarray(0, length))).toBeUndefined();
  const response = Buffer.from(good);
  response[2] = 0x81;
  expect(readQuestion(response)).toBeUndefined();
  const pointer = Buffer.from(good);
  pointer[12] = 0xc0;
  expect(readQuestion(pointer)).toBeUndefined();
});
