import { expect, test } from 'vitest';
import { variableFacts } from './variable-facts.ts';

const hash = (text: string): string => `${text.length}`.padStart(8, '0');

test.each([
  ['LOG_LEVEL=info', 'variable', 'info', undefined],
  ['EMPTY=', 'variable', '', '(empty)'],
  ['TZ=Europe/Berlin', 'locale', 'Europe/Berlin', undefined],
  ['LC_ALL=C.UTF-8', 'locale', 'C.UTF-8', undefined],
  ['API_TOKEN=abc', 'variable', '00000003', 'secret 00000003'],
  ['SMTP_URL=smtp://mail', 'variable', '00000011', 'secret 00000011'],
  [
    'DATABASE_URL=postgresql://shop:pa55@db:5432/shop?a=b',
    'variable',
    'postgresql://shop:(secret 00000004)@db:5432/shop?a=b',
    undefined,
  ],
])('%s', (entry, aspect, value, shown) => {
  const [fact] = variableFacts('web', [entry], new Set(['SMTP_URL']), hash);
  expect([fact?.aspect, fact?.value, fact?.shown]).toEqual([aspect, value, shown]);
});
