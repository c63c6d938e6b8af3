import { expect, test } from 'vitest';
import type { Stub } from '../../shared/model/stubs.ts';
import { fits, matchPath, matchStub } from './match-stub.ts';
import type { StubRequest } from './stub-request.ts';

const stub = (over: Partial<Stub>): Stub => ({
  ...{ at: 'a.yaml:1', path: '/v1/charges', query: {}, headers: {}, scenario: '' },
  ...{ answer: { status: 200, headers: {} }, latency: [0, 0] },
  ...over,
});

const request = (over: Partial<StubRequest> = {}): StubRequest => ({
  ...{ host: 'api.example.com', method: 'POST', path: '/v1/charges', headers: {}, body: '' },
  query: new URLSearchParams(),
  ...over,
});

test.each([
  ['/v1/charges', '/v1/charges', {}],
  ['/v1/charges', '/v1/charges/', undefined],
  ['/v1/charges/{id}/capture', '/v1/charges/ch_1/capture', { id: 'ch_1' }],
  ['/v1/charges/{id}', '/v1/charges/a%2Fb', { id: 'a/b' }],
  ['/v1/charges/{id}', '/v1/charges/%zz', { id: '%zz' }],
  ['/v1/charges/{id}', '/v1/charges/', undefined],
  ['/v1/charges/{id}', '/v1/charges/a/b', undefined],
  ['/*', '/', {}],
  ['/v1/*', '/v1/charges/a', {}],
  ['/v1/*', '/v1', undefined],
  ['/v1/ch*', '/v1/charges', {}],
  ['/v1/{kind}/*', '/v1/charges/a/b', { kind: 'charges' }],
  ['/caf\u00e9', '/caf%C3%A9', {}],
  ['/a%7Bb%7D', '/a{b}', {}],
])('%s and %s', (pattern, path, expected) => {
  expect(matchPath(pattern, path)).toEqual(expected);
});

test.each([
  ['Bearer *', 'Bearer key', true],
  ['Bearer *', 'Basic key', false],
  ['*', '', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['a*b*bc', 'abc', false],
  ['a.c', 'abc', false],
])('%s and %s: %s', (wanted, text, expected) => {
  expect(fits(wanted, text)).toBe(expected);
});

test.each<[string, Partial<Stub>, Partial<StubRequest>, boolean]>([
  ['any method', {}, { method: 'DELETE' }, true],
  ['another method', { method: 'GET' }, {}, false],
  [
    'a value of the query',
    { query: { expand: 'cust*' } },
    { query: new URLSearchParams('expand=a&expand=customer') },
    true,
  ],
  ['a query that is not there', { query: { expand: '*' } }, {}, false],
  ['a header', { headers: { authorization: 'Bearer *' } }, { headers: { authorization: 'Bearer x' } }, true],
  ['a header that is not there', { headers: { authorization: 'Bearer *' } }, {}, false],
  ['text in the body', { body: 'declined' }, { body: 'card=tok_declined' }, true],
  [
    'fields of JSON',
    { body: { card: { name: 'tok_*' }, amount: 12 } },
    { body: '{"card":{"name":"tok_x"},"amount":12,"more":1}' },
    true,
  ],
  ['another number', { body: { amount: 12 } }, { body: '{"amount":13}' }, false],
  ['a list', { body: { of: [1, 'a'] } }, { body: '{"of":[1,"a"]}' }, true],
  ['a longer list', { body: { of: [1] } }, { body: '{"of":[1,2]}' }, false],
  [
    'a form',
    { body: { amount: 12, 'card[name]': 'a b' } },
    {
      body: 'amount=12&card%5Bname%5D=a+b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    true,
  ],
  ['no fields at all', { body: { a: 1 } }, { body: 'nothing' }, false],
  ['a name of every object', { body: { constructor: '*' } }, { body: '{}' }, false],
])('%s', (_, over, asked, expected) => {
  expect(matchStub([stub(over)], request(asked), new Map()) !== undefined).toBe(expected);
});

test('the first that fits, in the state of its own scenario', () => {
  const path = '/v1/charges/{id}/capture';
  const stubs = [
    stub({ path, scenario: 'charge {{path.id}}', state: 'start', next: 'captured' }),
    stub({ path, scenario: 'charge {{path.id}}', state: 'captured', at: 'a.yaml:9' }),
  ];
  const capture = (id: string) => request({ path: `/v1/charges/${id}/capture` });
  const states = new Map([['charge ch_2', 'captured']]);
  expect(matchStub(stubs, capture('ch_1'), states)).toMatchObject({
    ...{ stub: { at: 'a.yaml:1' }, params: { id: 'ch_1' }, scenario: 'charge ch_1' },
  });
  expect(matchStub(stubs, capture('ch_2'), states)).toMatchObject({ stub: { at: 'a.yaml:9' } });
  expect(matchStub(stubs, capture('ch_3'), new Map([['charge ch_3', 'gone']]))).toBeUndefined();
});
