import { expect, test } from 'vitest';
import { createOriginalSample } from './original-sample.ts';
import { createOutputScan, scanBytes } from './output-scan.ts';

const scanOf = (...originals: readonly string[]) => {
  const sample = createOriginalSample();
  for (const value of originals) sample.add(value);
  return createOutputScan(sample);
};
const first = { first: true, startsRow: true };
const rows = (...lines: readonly (readonly string[])[]): Buffer =>
  Buffer.from(lines.map((fields) => `${fields.join('\t')}\n`).join(''));

test('what a transformer makes is no finding; what a kept column holds is told, and expected', () => {
  const scan = scanOf();
  const look = scan.table('public.people', [
    { name: 'id', category: 'integer', mask: 'keep' },
    { name: 'email', category: 'text', mask: 'email' },
    { name: 'contact', category: 'text', mask: 'keep' },
    { name: 'notes', category: 'text', mask: 'redact' },
  ]);
  look(
    rows(
      ['1', 'k3@mail.corp.com', 'reach me: a.b@corp.com', 'nothing here'],
      ['2', '\\N', '\\N', 'call +49 89 1234 5678\\nor a.b@corp.com'],
    ),
    first,
  );
  expect(scan.findings()).toEqual([
    { table: 'public.people', column: 'contact', what: 'email', count: 1, expected: true },
    { table: 'public.people', column: 'notes', what: 'email', count: 1, expected: false },
    { table: 'public.people', column: 'notes', what: 'phone', count: 1, expected: false },
  ]);
  expect(scan.scannedRows('public.people')).toBe(2);
});

test('made-up values of the source are no originals, as what masks them may meet another of them', () => {
  const made = ['+1 212 555 0142', '2125550142', '4111111111111111', '10.4.7.1', 'xjwl@ipp.jj.example'];
  const scan = scanOf(...made, 'https://shop.example/?mail=mary@corp.com');
  const look = scan.table('t', [{ name: 'a', category: 'text', mask: 'custom' }]);
  look(rows(...made.map((value) => [value])), first);
  expect(scan.findings().filter(({ what }) => what === 'original')).toEqual([]);
  look(rows(['it was mary@corp.com']), first);
  expect(scan.findings()).toContainEqual(expect.objectContaining({ what: 'original', count: 1 }));
});

test('originals are found whole, in JSON, in sentences, in another case and beyond ASCII', () => {
  const scan = scanOf('Zoë Müller', 'mary@corp.com', 'short');
  const look = scan.table('t', [
    { name: 'a', category: 'text', mask: 'text' },
    { name: 'b', category: 'json', mask: 'json' },
    { name: 'c', category: 'text', mask: 'full-name' },
    { name: 'd', category: 'text', mask: 'keep' },
  ]);
  look(
    rows(
      ['Zoë Müller', '{"who": {"name": "Zoë Müller"}}', 'Zoë Müller', 'short'],
      ['write to MARY@corp.com soon', '{}', '', ''],
    ),
    first,
  );
  const originals = scan.findings().filter(({ what }) => what === 'original');
  expect(originals).toEqual([
    { table: 't', column: 'a', what: 'original', count: 2, expected: false },
    { table: 't', column: 'b', what: 'original', count: 1, expected: false },
  ]);
});

test('rebuilt text may have the form of an address, but not the domain of one that was there', () => {
  const scan = scanOf('please ask mary@corp.com');
  const look = scan.table('t', [{ name: 'a', category: 'text', mask: 'text' }]);
  look(rows(['bobu dug fari@dugo.cum'], ['john@corp.com wrote +49 89 1234 5678']), first);
  expect(scan.findings()).toEqual([{ table: 't', column: 'a', what: 'email', count: 1, expected: false }]);
  look(rows(['only mary@corp.com']), first);
  expect(scan.findings().map(({ what, count }) => [what, count])).toEqual([
    ['email', 2],
    ['original', 1],
  ]);
});

test('numbers count as cards only where most of them are', () => {
  const scan = scanOf();
  const cards = scan.table('cards', [{ name: 'n', category: 'integer', mask: 'keep' }]);
  cards(rows(['4539148803436467'], ['4556737586899855'], ['1234567890123456']), first);
  const ids = scan.table('ids', [{ name: 'n', category: 'integer', mask: 'keep' }]);
  ids(rows(['4539148803436467'], ['4539148803436468'], ['4539148803436469'], ['4539148803436461']), first);
  expect(scan.findings()).toEqual([{ table: 'cards', column: 'n', what: 'card', count: 2, expected: true }]);
});

test('of a long chunk the beginning is looked at, and the rest of a row cut in two is not', () => {
  const scan = scanOf();
  const look = scan.table('t', [{ name: 'a', category: 'text', mask: 'redact' }]);
  const line = `${'x'.repeat(1023)}\n`;
  look(Buffer.from(line.repeat(1000)), first);
  look(Buffer.from(line.repeat(1000)), { ...first, first: false });
  expect(scan.scannedRows('t')).toBe((scanBytes.first + scanBytes.later) / 1024);
  look(Buffer.from('half a row, a@corp.com'), { first: false, startsRow: true });
  look(Buffer.from('its end, b@corp.com\nc@corp.com\n'), { first: false, startsRow: false });
  expect(scan.findings().map(({ count }) => count)).toEqual([2]);
});

test('the text of the schema is looked at, place by place', () => {
  const scan = scanOf('Mary Original');
  scan.text('COMMENT customers', "COMMENT ON TABLE customers IS 'ask Mary Original';");
  scan.text('TABLE customers', "CREATE TABLE customers (mail text DEFAULT 'boss@corp.com');");
  expect(scan.findings()).toEqual([
    { table: 'schema', column: 'COMMENT customers', what: 'original', count: 1, expected: false },
    { table: 'schema', column: 'TABLE customers', what: 'email', count: 1, expected: false },
  ]);
});
