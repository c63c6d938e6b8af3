import { expect, test } from 'vitest';
import { createHeldUrls, withoutPassword } from './held-urls.ts';

test.each([
  ['postgresql://app:secret@db:5433/shop?sslmode=require', 'postgresql://app@db:5433/shop?sslmode=require'],
  ['postgres://app@db/shop', 'postgres://app@db/shop'],
  ['postgresql://db/shop?password=secret&user=a', 'postgresql://db/shop?user=a'],
])('%s without its password', (url, told) => {
  expect(withoutPassword(url)).toBe(told);
});

test('what is no such address is refused without quoting it', () => {
  for (const url of ['secret', 'https://a:secret@b/', 'postgresql://a:sec ret:x@']) {
    expect(() => withoutPassword(url)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => withoutPassword(url)).not.toThrow(/secret/);
  }
});

test('the whole address is there for its ticket', () => {
  const urls = createHeldUrls();
  const { ticket } = urls.hold('postgresql://app:secret@db/shop');
  expect(urls.whole(ticket)).toBe('postgresql://app:secret@db/shop');
  expect(() => urls.whole('other')).toThrow(expect.objectContaining({ code: 'operation-interrupted' }));
});
