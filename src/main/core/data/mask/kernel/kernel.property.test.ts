import * as fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import type { MaskingRule } from '../../../../../shared/model/masking.ts';
import { compileMasks } from '../compile-masks.ts';
import { createRowMasker, type TallyingRowMasker } from '../create-row-masker.ts';
import { makeTable } from '../testing/make-table.ts';
import { rule, rulesFor, testSecret } from '../testing/mask-text.ts';
import { Writer } from '../writer.ts';
import { kernelModule } from './kernel-module.ts';
import { inputBytes } from './layout.ts';

// Many runs, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const seed = { seed: 20_261_130, numRuns: 60 };
const table = makeTable({ id: 'int', a: 'text', b: 'text', c: 'text', d: 'text' });
type Rules = Readonly<Record<string, MaskingRule>>;

/** Text as COPY writes it. */
const escaped = (text: string): string => {
  const out = new Writer();
  out.text(text);
  return out.take().toString();
};
const signs = (unit: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...unit), maxLength });
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !text.includes('\0'));
const address = fc
  .tuple(signs('aZ0.b_+-x', 30), signs('aB1.-x_', 20))
  .map(([local, domain]) => `${local}@${domain}`);
const value = fc.oneof(
  anyText,
  signs('aZéßłЖ日b1-. @_', 44),
  fc.emailAddress(),
  address,
  fc.constantFrom(
    '',
    'anna.schmidt@web.de',
    'A@b.cd',
    'a.b@@c.de',
    '@',
    'x@localhost',
    'John Smith',
    'N',
    '\\N',
  ),
  fc
    .array(
      fc.constantFrom(
        'Anna',
        'MARY',
        'smith',
        'Müller',
        'van',
        'Dr.',
        'J.',
        'Ewa',
        '山田',
        'Łukasz',
        "O'Neil",
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .chain((parts) => fc.constantFrom(' ', ', ', '-', '/', ' (', '\u00a0', '  ').map((by) => parts.join(by))),
  fc.integer({ min: 1, max: 400 }).map((length) => 'lang'.repeat(length)),
);
const field = fc.oneof(
  { arbitrary: value.map(escaped), weight: 9 },
  // Escapes that COPY reads and does not write.
  { arbitrary: fc.constantFrom('\\N', '\\x41b', '\\101@web.de', '\\t', '\\\\N', '\\'), weight: 1 },
);
const row = fc
  .tuple(fc.integer().map(String), field, field, field, field)
  .map((fields) => `${fields.join('\t')}\n`);
const rows = fc.array(row, { maxLength: 40 }).map((all) => Buffer.from(all.join('')));
const cuts = fc.array(fc.nat(2000), { maxLength: 6 });

/** What comes out of a stream that is cut so, and what was counted. */
function through(masker: TallyingRowMasker, data: Buffer, places: readonly number[] = []) {
  const all = [0, ...places.map((cut) => Math.min(cut, data.length)).toSorted((a, b) => a - b), data.length];
  const parts = all
    .slice(1)
    .map((end, index) => Buffer.from(masker.push(Buffer.from(data.subarray(all[index], end)))));
  return { bytes: Buffer.concat([...parts, masker.end()]).toString('latin1'), counts: masker.counts() };
}

function expectSame(rules: Rules, data: Buffer, places: readonly number[] = [], of = table): void {
  const compiled = compileMasks({ table: of, rules: rulesFor(of, rules), secret: testSecret });
  const script = through(createRowMasker(compiled, Number.POSITIVE_INFINITY), data);
  expect(through(createRowMasker(compiled, 0), data, places)).toEqual(script);
}

test('the kernel compiles here', () => {
  expect(kernelModule()).toBeDefined();
});

const cases: Readonly<Record<string, Rules>> = {
  'e-mail': {
    a: rule('email'),
    c: rule('email', { domain: 'keep' }),
    d: rule('email', { domain: 'replace' }),
  },
  names: {
    a: rule('full-name'),
    b: rule('given-name'),
    c: rule('family-name', { locale: 'pl' }),
    d: rule('full-name', { locale: 'de' }),
  },
  'what is masked in JavaScript': { a: rule('text'), b: rule('full-name'), c: rule('key') },
  'conditions and other columns': {
    a: rule('email', { when: { b: { not: '' } } }),
    b: rule('text'),
    c: rule('template', { template: '{{a}} of {{b}}' }),
    d: rule('constant', { value: 'tab\there' }),
  },
  'every column': {
    id: rule('key'),
    a: rule('email'),
    b: rule('email', { style: 'name' }),
    c: rule('redact'),
    d: rule('hash'),
  },
  'no column': {},
};

test.each(Object.entries(cases))('both give the same bytes and counts: %s', (_name, rules) => {
  fc.assert(
    fc.property(rows, cuts, (data, places) => expectSame(rules, data, places)),
    seed,
  );
});

test('values that come again, and more of them than a cache holds', () => {
  const pick = (index: number): string => `person${(index * 7919) % 9001}@host${index % 700}.example.org`;
  const lines = Array.from({ length: 30_000 }, (_, index) => {
    const name = index % 3 === 0 ? pick(index % 50) : pick(index);
    return `${index}\t${name}\t${index % 11 ? name : '\\N'}\tx\t${pick(index % 4000)}\n`;
  });
  expectSame(
    { a: rule('email'), b: rule('text'), d: rule('email') },
    Buffer.from(lines.join('')),
    [100_000, 100_001, 900_000],
  );
});

test('names by the thousands, cut to what a column holds', () => {
  const given = ['Anna', 'peter', 'MARIA', 'Jürgen', 'Ewa'];
  const short = makeTable({ id: 'int', a: 'text', b: 'short', c: 'text', d: 'short' });
  const lines = Array.from({ length: 12_000 }, (_, index) => {
    const first = given[index % 5] ?? '';
    const last = `Sm${'aeiou'.charAt(index % 5)}th${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + (index % 17))}`;
    return `${index}\t${first} ${last}\t${last}, ${first} ${first}\t${first}-${last}\t${last}\n`;
  });
  const rules: Rules = {
    a: rule('full-name'),
    b: rule('full-name'),
    c: rule('given-name'),
    d: rule('family-name'),
  };
  expectSame(rules, Buffer.from(lines.join('')), [70_000], short);
});

test('rows longer than the kernel takes, outcomes longer than it has room for, and rows of tabs alone', () => {
  const long = 'word '.repeat(inputBytes / 4);
  const edge = (size: number): string => `1\t${'e'.repeat(size)}\ta@b.example\tx\ty\n`;
  const data = [
    `1\tshort@web.de\tb\tc\td\n`,
    `2\t${long}\t${long}\tc\td\n`,
    ...[-40, -1, 0, 1, 40].map((by) => edge(inputBytes - 22 + by)),
    ...Array.from({ length: 500 }, () => '\t\t\t\t\n'),
    `3\tshort@web.de\t{${'x@y.zz,'.repeat(9000)}x@y.zz}\tc\td\n`.repeat(5),
  ].join('');
  const rules: Rules = { a: rule('email'), b: rule('text'), c: rule('text'), d: rule('email') };
  expectSame(rules, Buffer.from(data), [10, 60_000, 200_000]);
  const arrays = makeTable({ id: 'int', a: 'text', b: 'texts', c: 'text', d: 'text' });
  const row = `3\ta@web.de\t{${'x@y,'.repeat(29_000)}x@y}\tc\td\n`;
  expectSame({ b: rule('array', { element: 'email' }) }, Buffer.from(row.repeat(3)), [], arrays);
});

test('a wrong row stops both with the same words', () => {
  const compiled = compileMasks({ table, rules: rulesFor(table, { a: rule('email') }), secret: testSecret });
  const good = '1\ta@b.example\t\t\t\n';
  for (const bad of ['1\tx\n', '1\t2\t3\t4\t5\t6\n', '\n', '\\.\n']) {
    const outcome = (kernelFrom: number): string => {
      try {
        return createRowMasker(compiled, kernelFrom)
          .push(Buffer.from(good.repeat(20) + bad))
          .toString();
      } catch (error) {
        return String(error);
      }
    };
    expect(outcome(0)).toBe(outcome(Number.POSITIVE_INFINITY));
  }
});
