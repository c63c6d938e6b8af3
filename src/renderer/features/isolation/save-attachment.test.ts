import { expect, test } from 'vitest';
import { fileName } from './save-attachment.ts';

test.each([
  ['bill-1042.pdf', 'bill-1042.pdf'],
  ['Grüße.pdf', 'Grüße.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  [String.raw`C:\x\y.txt`, 'C__x_y.txt'],
  ['a\u0000b\n.txt', 'a_b_.txt'],
  ['...', 'attachment'],
  ['', 'attachment'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
])('%j is saved as %j', (name, expected) => {
  expect(fileName(name)).toBe(expected);
});
