import { expect, test } from 'vitest';
import { type MailPart, placePictures } from './place-pictures.ts';

const picture = (contentId: string, mimeType = 'image/png', bytes = [0, 1, 2]): MailPart => ({
  contentId,
  mimeType,
  content: Uint8Array.from(bytes),
});

test.each([
  ['<img src="cid:a">', [picture('<a>')], '<img src="data:image/png;base64,AAEC">'],
  ["<img src='CID:a+b@x.y'>", [picture('<a+b@x.y>')], "<img src='data:image/png;base64,AAEC'>"],
  [
    '<p style="background: url(cid:a)">',
    [picture('a')],
    '<p style="background: url(data:image/png;base64,AAEC)">',
  ],
  ['<img src="cid:ab">', [picture('<a>')], '<img src="cid:ab">'],
  ['<img src="cid:a">', [picture('<a>', 'text/html')], '<img src="cid:a">'],
  ['<img src="cid:a">', [picture('<a>', 'image/svg+xml')], '<img src="cid:a">'],
  ['<img src="cid:a">', [picture('<a>', 'image/png"onerror="x')], '<img src="cid:a">'],
  ['<img src="cid:">', [picture('<>')], '<img src="cid:">'],
])('%s', (html, parts, placed) => {
  expect(placePictures(html, parts)).toBe(placed);
});

test('what finds no room stays where it is', () => {
  const many = '<img src="cid:a">'.repeat(3);
  expect(placePictures(many, [picture('<a>')], 100)).toBe(many);
  expect(placePictures(`${many}<img src="cid:b">`, [picture('<a>'), picture('<b>')], 100)).toBe(
    `${many}<img src="data:image/png;base64,AAEC">`,
  );
});
