import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRowFilter } from './row-filter.ts';

const columns = ['a', 'b', 'c'];

/** A field as COPY may write it. */
const field = fc.oneof(
  fc.constantFrom('\\N', '', '\\\\N', 'a\\tb', 'x\\ny', '\\.'),
  fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\\\t\n\r]/g, '')),
);
const rows = fc.array(fc.tuple(field, field, field), { maxLength: 40 });

test('whoever pushes may use its buffer again, also in the middle of a row', () => {
  const text = Buffer.from('1\tone\tx\n22\ttwo\ty\n333\tthree\tz\n');
  for (const size of [1, 3, 7, 10]) {
    const filter = createRowFilter(columns, [0], () => true);
    const buffer = Buffer.alloc(size);
    let out = '';
    for (let at = 0; at < text.length; at += size) {
      const length = text.copy(buffer, 0, at, at + size);
      out += filter.push(buffer.subarray(0, length)).toString();
      buffer.fill('!');
    }
    filter.end();
    expect(out).toBe(text.toString());
  }
});

describe('rows pass byte for byte, however the stream is cut', () => {
  test.each([[[0]], [[1]], [[0, 1]], [[2, 0]], [[0, 1, 2]]])('key at %j', (positions) => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat({ max: 60 })), fc.nat({ max: 3 }), (all, cuts, modulus) => {
        const keep = (key: string): boolean => Buffer.from(key).length % 4 >= modulus;
        const text = (some: typeof all): string => some.map((row) => `${row.join('\t')}\n`).join('');
        const filter = createRowFilter(columns, positions, (key) => keep(key.toString()));
        const bytes = Buffer.from(text(all));
        const out: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          out.push(filter.push(bytes.subarray(at, at + cut)));
          at += cut;
        }
        out.push(filter.push(bytes.subarray(at)), filter.end());
        const kept = all.filter((row) => keep(positions.map((one) => row[one]).join('\t')));
        expect(Buffer.concat(out).toString()).toBe(text(kept));
        expect(filter.counts()).toEqual({ rows: all.length, kept: kept.length });
      }),
    );
  });
});

test('a row that is cut off, and one with another number of fields', () => {
  const filter = createRowFilter(columns, [0], () => true);
  filter.push(Buffer.from('a\tb\tc\na\tb'));
  expect(() => filter.end()).toThrow(expect.objectContaining({ code: 'data-unreadable' }));
  expect(() => createRowFilter(columns, [0], () => true).push(Buffer.from('a\tb\n'))).toThrow(
    'A row has 2 fields where 3 were asked for.',
  );
});
