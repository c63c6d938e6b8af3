import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..');
const sheets = globSync('**/*.css', { cwd: renderer });

/** The innermost rules of a style sheet: selector and declarations. */
const rulesOf = (text: string) =>
  [...text.matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector: selector.trim(),
    body,
  }));

test('what scrolls holds what is placed in it: hidden words would make the whole window scroll', () => {
  const open = sheets.flatMap((sheet) =>
    rulesOf(readFileSync(join(renderer, sheet), 'utf8'))
      .filter(({ body }) => /overflow(?:-y)?: auto/.test(body) && !/position:/.test(body))
      .map(({ selector }) => `${sheet}: ${selector}`),
  );
  expect(sheets.length).toBeGreaterThan(20);
  expect(open).toEqual([]);
});
