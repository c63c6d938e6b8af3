import { expect, test } from 'vitest';
import { parseStubs } from './parse-stubs.ts';
import { recordedText } from './recorded-text.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const answers = [
  {
    ...{ host: 'api.example.com', method: 'GET', path: '/v1/rates?country=GB', status: 200, headers: json },
    body: '{"rate":0.2,"note":"a {{template}} of theirs","of":[1,"{{"]}',
  },
  {
    ...{ host: 'api.example.com', method: 'POST', path: '/v1/{odd}*', status: 302, body: '' },
    headers: { location: '/v1/a' },
  },
  { host: 'api.example.com', method: 'GET', path: '/logo', status: 200, headers: {}, body: null },
  { host: 'api.example.com', method: 'GET', path: '/bad', status: 200, headers: json, body: 'no {{json' },
];

test('what was recorded is a file of stubs that holds', () => {
  const text = recordedText('api.example.com', answers);
  expect(
    text,
  ).toBe(`# Recorded from api.example.com: the last answer to each request. What was sent is not kept, nor are cookies.
# Look through it before you commit it: answers may hold personal data.
# Of 1 the body was no text, or too long: it is left out.
stubs:
  - request: GET /v1/rates?country=GB
    answer:
      status: 200
      headers:
        content-type: application/json; charset=utf-8
      json:
        rate: 0.2
        note: a {{open}}template}} of theirs
        of:
          - 1
          - "{{open}}"
  - request: POST /v1/%7Bodd%7D%2A
    answer:
      status: 302
      headers:
        location: /v1/a
  - request: GET /logo
    answer:
      status: 200
      headers: {}
  - request: GET /bad
    answer:
      status: 200
      headers:
        content-type: application/json; charset=utf-8
      body: no {{open}}json
`);
  const { stubs, problems } = parseStubs(text, 'a.yaml');
  expect(problems).toEqual([]);
  expect(stubs.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/rates',
    'POST /v1/%7Bodd%7D%2A',
    'GET /logo',
    'GET /bad',
  ]);
});
