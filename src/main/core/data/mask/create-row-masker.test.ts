import { expect, test } from 'vitest';
import { BacklotError } from '../../../../shared/errors.ts';
import { compileMasks } from './compile-masks.ts';
import { createRowMasker } from './create-row-masker.ts';
import { makeTable } from './testing/make-table.ts';
import { maskText, rule, rulesFor, testSecret } from './testing/mask-text.ts';

const table = makeTable({ id: 'int', name: 'text', email: 'text', note: 'text' });

test('only ruled fields change; NULL stays NULL, and every other byte is the same', () => {
  const input = '1\tAnna Schmidt\tanna@web.de\ta\\tb\\\\N\\n\n2\t\\N\t\\N\t\\N\n3\t\t\t\n';
  const masked = maskText(table, { name: rule('full-name'), email: rule('email') }, input);
  const [first = '', second, third] = masked.split('\n');
  const [id, name = '', email = '', note] = first.split('\t');
  expect([id, note]).toEqual(['1', 'a\\tb\\\\N\\n']);
  expect(name).toMatch(/^\p{L}+ \p{L}+$/u);
  expect(name).not.toContain('Schmidt');
  expect(email).toMatch(/^[a-z]{4}@[a-z]{3}\.[a-z]{2}\.example$/);
  expect(second).toBe('2\t\\N\t\\N\t\\N');
  expect(third?.split('\t')[1]).toBe('');
});

test('counts say rows, nulls, changes and how many distinct values there were', () => {
  const masker = createRowMasker(
    compileMasks({
      table,
      rules: rulesFor(table, { name: rule('constant', { value: 'x' }) }),
      secret: testSecret,
    }),
  );
  const rows = Array.from(
    { length: 1000 },
    (_, index) => `${index}\t${index % 4 ? `n${index}` : '\\N'}\t\t\n`,
  );
  masker.push(Buffer.from(rows.join('')));
  const [id, name] = masker.counts();
  expect(id).toBeUndefined();
  expect(name).toMatchObject({ rows: 1000, nulls: 250, changed: 750, distinctAfter: 1 });
  expect(Math.abs((name?.distinctBefore ?? 0) - 750)).toBeLessThan(30);
});

test('a row with another number of columns stops the table, and its values are in no message', () => {
  const masker = createRowMasker(compileMasks({ table, rules: rulesFor(table, {}), secret: testSecret }));
  const failure = (() => {
    try {
      masker.push(Buffer.from('1\tsecret\n'));
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  expect(failure).toBeInstanceOf(BacklotError);
  expect(failure).toMatchObject({ code: 'data-unreadable' });
  expect(String(failure)).not.toContain('secret');
});

test('data that ends within a row is unreadable', () => {
  const masker = createRowMasker(compileMasks({ table, rules: rulesFor(table, {}), secret: testSecret }));
  masker.push(Buffer.from('1\ta\tb\tc\n2\ta'));
  expect(() => masker.end()).toThrow(BacklotError);
});

test('a column without a rule stops everything, by name', () => {
  expect(() =>
    compileMasks({ table, rules: { id: rule('keep'), name: rule('text') }, secret: testSecret }),
  ).toThrow(/public\.t: email, note/);
});
