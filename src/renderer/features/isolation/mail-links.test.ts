import { expect, test } from 'vitest';
import { distinctLinks, isLocalLink, linksInText, readLink } from './mail-links.ts';

test.each([
  ['https://shop.example/a?b=1', { url: 'https://shop.example/a?b=1', host: 'shop.example' }],
  ['http://localhost:8080/confirm', { url: 'http://localhost:8080/confirm', host: 'localhost:8080' }],
  ['mailto:help@shop.example?subject=x', { host: 'help@shop.example' }],
  ['mailto:%', { host: '%' }],
  ['javascript:alert(1)', undefined],
  ['/orders/1', undefined],
  ['', undefined],
])('%s', (address, link) => {
  const found = readLink(address, ' Follow\n the parcel ');
  if (link) expect(found).toMatchObject({ ...link, text: 'Follow the parcel' });
  else expect(found).toBeUndefined();
});

test('addresses in a text end where the sentence does', () => {
  const text =
    'Go to https://a.example/x(1). Or (https://b.example/y), <http://c.example>; not ftp://d.example';
  expect(linksInText(text).map(({ url }) => url)).toEqual([
    'https://a.example/x(1)',
    'https://b.example/y',
    'http://c.example/',
  ]);
});

test('an address counts once, with the words of its first place', () => {
  const link = (text: string, url: string) => ({ text, url, host: 'h' });
  expect(distinctLinks([link('one', 'u'), link('two', 'v'), link('three', 'u')])).toEqual([
    link('one', 'u'),
    link('two', 'v'),
  ]);
});

test.each([
  ['http://localhost:3000/', true],
  ['https://shop.localhost/', true],
  ['http://127.0.0.1/', true],
  ['https://localhost.example/', false],
  ['mailto:root@localhost', false],
])('%s is of this machine: %s', (url, local) => {
  expect(isLocalLink({ url, host: '', text: '' })).toBe(local);
});
