import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { judgeRequest, type RequestHead } from './judge-request.ts';
import { originAt, ownNames } from './own-names.ts';

const names = ownNames('127.0.0.1', 7681, ['dev.example.com']);
const host = '127.0.0.1:7681';

const head = (headers: Record<string, string | readonly string[]>, more: Partial<RequestHead> = {}) => ({
  method: 'GET',
  target: '/',
  headers: Object.fromEntries(
    Object.entries({ host, ...headers }).map(([name, value]) => [name, [value].flat()]),
  ),
  ...more,
});

const status = (request: RequestHead, kind: 'page' | 'socket' = 'page'): number => {
  const verdict = judgeRequest(request, names, kind);
  return verdict.ok ? 200 : verdict.refusal.status;
};

test.each([
  [host, 200],
  ['localhost:7681', 200],
  ['LOCALHOST:7681', 200],
  ['[::1]:7681', 200],
  ['dev.example.com', 200],
  ['127.0.0.1', 421],
  ['127.0.0.1:7682', 421],
  ['localhost.:7681', 421],
  ['127.0.0.1:7681.evil.example', 421],
  ['evil.example:7681', 421],
  ['dev.example.com.evil.example', 421],
  ['0.0.0.0:7681', 421],
  ['2130706433:7681', 421],
  ['user@127.0.0.1:7681', 421],
  ['', 421],
])('host %j gets %i', (value, expected) => {
  expect(status(head({ host: value }))).toBe(expected);
});

test('a request without a host or with two is refused', () => {
  expect(status({ method: 'GET', target: '/', headers: {} })).toBe(400);
  expect(status(head({ host: [host, host] }))).toBe(400);
  expect(status(head({ host: [host, 'evil.example'] }))).toBe(400);
});

test.each([
  [host, 'http://127.0.0.1:7681', 200],
  [host, 'https://127.0.0.1:7681', 403],
  [host, 'http://localhost:7681', 403],
  [host, 'http://127.0.0.1:3000', 403],
  [host, 'http://evil.example', 403],
  [host, 'null', 403],
  [host, '', 403],
  ['dev.example.com', 'https://dev.example.com', 200],
  ['dev.example.com', 'http://dev.example.com', 200],
  ['dev.example.com', 'http://127.0.0.1:7681', 403],
])('host %s with origin %j gets %i, page and socket alike', (named, origin, expected) => {
  expect(status(head({ host: named, origin }))).toBe(expected);
  expect(status(head({ host: named, origin }), 'socket')).toBe(expected);
});

test('a socket needs an origin, and only one', () => {
  expect(status(head({}), 'socket')).toBe(403);
  const own = 'http://127.0.0.1:7681';
  expect(status(head({ origin: [own, 'http://evil.example'] }), 'socket')).toBe(403);
});

test.each([
  ['same-origin', 'no-cors', 'script', 200],
  ['none', 'navigate', 'document', 200],
  ['cross-site', 'navigate', 'document', 200],
  ['cross-site', 'no-cors', 'image', 403],
  ['cross-site', 'cors', 'empty', 403],
  ['same-site', 'no-cors', 'script', 403],
  ['cross-site', 'navigate', 'iframe', 403],
  ['same-origin', 'navigate', 'iframe', 403],
])('a %s request (%s, %s) gets %i', (site, mode, dest, expected) => {
  const sent = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
  expect(status(head(sent))).toBe(expected);
});

test('a socket started by another site is refused even as a navigation', () => {
  const origin = 'http://127.0.0.1:7681';
  const sent = { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect(status(head(sent), 'socket')).toBe(403);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('%s is refused', (method) => {
  expect(status(head({}, { method }))).toBe(405);
});

test('HEAD reads pages and opens no socket', () => {
  expect(status(head({}, { method: 'HEAD' }))).toBe(200);
  expect(status(head({ origin: 'http://127.0.0.1:7681' }, { method: 'HEAD' }), 'socket')).toBe(405);
});

test.each(['http://127.0.0.1:7681/', 'http://evil.example/', '//evil.example/', '*', ''])(
  'the target %j is refused',
  (target) => expect(status(head({}, { target }))).toBe(400),
);

test('a body is refused', () => {
  expect(status(head({ 'content-length': '5' }))).toBe(413);
  expect(status(head({ 'transfer-encoding': 'chunked' }))).toBe(413);
  expect(status(head({ 'content-length': '0' }))).toBe(200);
});

test('port 80 is left out by browsers', () => {
  const at80 = ownNames('127.0.0.1', 80, []);
  expect(judgeRequest(head({ host: 'localhost' }), at80, 'page').ok).toBe(true);
});

test('an address bound by name is ours, a wildcard is not', () => {
  expect(ownNames('192.168.1.5', 1, []).local).toContain('192.168.1.5:1');
  expect(ownNames('0.0.0.0', 1, []).local).not.toContain('0.0.0.0:1');
  expect(originAt('0.0.0.0', 1)).toBe('http://127.0.0.1:1');
  expect(originAt('::1', 1)).toBe('http://[::1]:1');
});

test.each(['https://dev.example.com', 'dev.example.com/x', 'a b', '', '*'])(
  'the public name %j is refused at the start',
  (name) => expect(() => ownNames('127.0.0.1', 1, [name])).toThrow(BacklotError),
);
