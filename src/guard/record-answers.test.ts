import { expect, test } from 'vitest';
import { createRecorder, keepAnswer, largestRecorded } from './record-answers.ts';

const to = { host: 'api.example.com', method: 'GET', path: '/v1/rates?country=GB' };

test('an answer without the secrets of its headers', () => {
  const headers = { 'content-type': 'application/json', 'set-cookie': ['session=1'], 'x-key': 'secret' };
  expect(keepAnswer(to, 200, headers, Buffer.from('{"rate":0.2}'))).toEqual({
    ...to,
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"rate":0.2}',
  });
});

test.each([
  ['pictures', { 'content-type': 'image/png' }, 'PNG'],
  ['what is packed', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 'x'],
  ['what is too long', { 'content-type': 'text/plain' }, 'x'.repeat(largestRecorded + 1)],
])('no body of %s', (_, headers, body) => {
  expect(keepAnswer(to, 200, headers, Buffer.from(body)).body).toBeNull();
});

test('the newest of each request, and the oldest go where there is no room', () => {
  const { note, list } = createRecorder();
  const answer = (path: string, body: string) => keepAnswer({ ...to, path }, 200, {}, Buffer.from(body));
  note(answer('/a', 'one'));
  note(answer('/a', 'two'));
  expect(list().map(({ body }) => body)).toEqual(['two']);
  for (let index = 0; index < 100; index += 1) note(answer(`/${index}`, 'x'.repeat(200_000)));
  expect(list().length).toBeLessThan(90);
  expect(list().at(-1)?.path).toBe('/99');
});
