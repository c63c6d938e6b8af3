import * as fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { compileMasks } from './compile-masks.ts';
import { createRowMasker } from './create-row-masker.ts';
import { unescapeField } from './read-field.ts';
import { makeTable, type types } from './testing/make-table.ts';
import { maskValues, rule, rulesFor, testSecret } from './testing/mask-text.ts';
import { Writer } from './writer.ts';

// Many runs, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const seed = { seed: 20_260_601 };

/** Text as COPY writes it. */
const escaped = (text: string): string => {
  const out = new Writer();
  out.text(text);
  return out.take().toString();
};
const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0'));
const words = fc.string({ unit: fc.constantFrom(...'aZéßłЖ日b1-. @_'), maxLength: 24 });
const value = fc.oneof(anyText, words, fc.emailAddress(), fc.uuid(), fc.integer().map(String));
const field = fc.option(value.map(escaped), { nil: '\\N' });

const table = makeTable({ id: 'int', email: 'text', name: 'text', note: 'text', rest: 'text' });
const compiled = compileMasks({
  table,
  rules: rulesFor(table, {
    email: rule('email'),
    name: rule('full-name'),
    note: rule('text', { when: { id: { not: 3 } } }),
  }),
  secret: testSecret,
});
const row = fc
  .tuple(fc.integer().map(String), field, field, field, field)
  .map((fields) => `${fields.join('\t')}\n`);
const rows = fc.array(row, { maxLength: 12 }).map((all) => Buffer.from(all.join('')));

const maskWhole = (data: Buffer): string => {
  const masker = createRowMasker(compiled);
  return Buffer.concat([masker.push(data), masker.end()]).toString();
};

test('however the stream is cut, the bytes are the same', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(400), { maxLength: 12 }), (data, cuts) => {
      const masker = createRowMasker(compiled);
      const places = [
        0,
        ...cuts.map((cut) => Math.min(cut, data.length)).toSorted((a, b) => a - b),
        data.length,
      ];
      const parts = places.slice(1).map((end, index) => {
        // The caller may use its buffer again at once.
        const chunk = Buffer.from(data.subarray(places[index], end));
        const out = Buffer.from(masker.push(chunk));
        chunk.fill(0x58);
        return out;
      });
      expect(Buffer.concat([...parts, masker.end()]).toString()).toBe(maskWhole(data));
    }),
    seed,
  );
});

test('fields without a rule keep their bytes, NULL stays NULL, and no row is lost', () => {
  fc.assert(
    fc.property(rows, (data) => {
      const before = data.toString().split('\n');
      const after = maskWhole(data).split('\n');
      expect(after).toHaveLength(before.length);
      before.forEach((line, index) => {
        const fields = line.split('\t');
        const masked = (after[index] ?? '').split('\t');
        expect(masked).toHaveLength(fields.length);
        expect([masked[0], masked[4]]).toEqual([fields[0], fields[4]]);
        expect(masked.map((each) => each === '\\N')).toEqual(fields.map((each) => each === '\\N'));
      });
    }),
    seed,
  );
});

test('the text of a field survives its escapes', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const bytes = Buffer.from(escaped(text));
      const plain = Buffer.alloc(bytes.length);
      expect(plain.subarray(0, unescapeField(bytes, 0, bytes.length, plain)).toString()).toBe(text);
    }),
    seed,
  );
});

const injective = (
  mask: Parameters<typeof rule>[0],
  type: keyof typeof types,
  values: fc.Arbitrary<string>,
) =>
  fc.assert(
    fc.property(fc.uniqueArray(values, { maxLength: 200 }), (list) => {
      const masked = maskValues(list.map(escaped), rule(mask), type);
      expect(new Set(masked).size).toBe(list.length);
    }),
    { ...seed, numRuns: 60 },
  );

test('two e-mails never become the same, nor two that differ in more than case', () => {
  injective('email', 'text', fc.oneof(fc.emailAddress(), words));
  const caseless = fc.uniqueArray(fc.oneof(fc.emailAddress(), words), {
    maxLength: 200,
    selector: (text) => text.toLowerCase(),
  });
  fc.assert(
    fc.property(caseless, (list) => {
      for (const mask of ['email', 'key', 'username'] as const) {
        const masked = maskValues(list.map(escaped), rule(mask), 'citext');
        expect(new Set(masked.map((each) => each.toLowerCase())).size).toBe(list.length);
      }
    }),
    { ...seed, numRuns: 60 },
  );
});

test('keys of any form never become the same', () => {
  injective('key', 'text', value);
  injective('key', 'uuid', fc.uuid());
  injective('key', 'bigint', fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String));
  injective('national-id', 'text', fc.oneof(words, fc.integer({ min: 0, max: 999_999 }).map(String)));
});

test('whole numbers are exchanged exactly among those of their length, and fit what they fitted', () => {
  const all = Array.from({ length: 900 }, (_, index) => String(100 + index));
  expect([...maskValues(all, rule('key'), 'int')].toSorted()).toEqual(all);
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (number) => {
      const masked = BigInt(maskValues([String(number)], rule('key'), 'bigint')[0] ?? '');
      expect(String(masked).length).toBe(String(number).length);
      for (const bits of [16, 32, 64])
        expect(BigInt.asIntN(bits, masked) === masked).toBe(BigInt.asIntN(bits, number) === number);
    }),
    seed,
  );
});

test('a key is the same in every column, whatever its type, and another with another secret', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 2 ** 31 - 1 }), (number) => {
      const text = String(number);
      const domain = rule('key', { key: 'customer' });
      const [masked] = maskValues([text], domain, 'int');
      expect(maskValues([text], domain, 'text')).toEqual([masked]);
      expect(maskValues([text], domain, 'bigint')).toEqual([masked]);
    }),
    seed,
  );
  const list = Array.from({ length: 50 }, (_, index) => String(1_000_000 + index));
  expect(maskValues(list, rule('key'), 'int', new Uint8Array(32))).not.toEqual(
    maskValues(list, rule('key'), 'int'),
  );
});

test('the same secret gives the same outcome in every run: these may never change', () => {
  expect(maskValues(['anna@web.de', '4711', 'Anna'], rule('key'))).toMatchInlineSnapshot(`
    [
      "sitj@jrx.mu",
      "6073",
      "Ditz",
    ]
  `);
  expect(maskValues(['anna@web.de', 'Jörg'], rule('email'))).toMatchInlineSnapshot(`
    [
      "xjwl@ipp.jj.example",
      "qaj5tqch4042wa7b2amchncscg@example.net",
    ]
  `);
});
