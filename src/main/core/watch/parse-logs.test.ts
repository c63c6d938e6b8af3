import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogParser, maxLineBytes, type ParsedLogs } from './parse-logs.ts';

const stamp = '2026-01-02T03:04:05.123456789Z';
const at = Date.parse('2026-01-02T03:04:05.123Z') + 0.456;

const frame = (from: 'stdout' | 'stderr', text: string): Buffer => {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head[0] = from === 'stderr' ? 2 : 1;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
};

const parse = (bytes: Buffer, cuts: readonly number[], tty: boolean, room = Infinity): ParsedLogs => {
  const parser = createLogParser({ tty });
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const parsed = edges.slice(1).map((end, index) => parser(bytes.subarray(edges[index] ?? 0, end), room));
  return {
    lines: parsed.flatMap(({ lines }) => lines),
    dropped: parsed.reduce((sum, { dropped }) => sum + dropped, 0),
  };
};

const line = fc.record({
  from: fc.constantFrom('stdout' as const, 'stderr' as const),
  text: fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !/[\n\r]/.test(text)),
});

describe('any chunks give the same lines', () => {
  test('of frames', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, cuts) => {
        const bytes = Buffer.concat(lines.map(({ from, text }) => frame(from, `${stamp} ${text}\n`)));
        expect(parse(bytes, cuts, false)).toEqual({
          lines: lines.map((own) => ({ ...own, at })),
          dropped: 0,
        });
      }),
    );
  });

  test('of a terminal', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, cuts) => {
        const bytes = Buffer.from(lines.map(({ text }) => `${stamp} ${text}\r\n`).join(''));
        expect(parse(bytes, cuts, true).lines).toEqual(
          lines.map(({ text }) => ({ from: 'stdout', at, text })),
        );
      }),
    );
  });

  test('and every line is given or counted', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), fc.nat(5), fc.boolean(), (lines, cuts, room, tty) => {
        const texts = lines.map(({ from, text }) =>
          tty ? Buffer.from(`${stamp} ${text}\n`) : frame(from, `${stamp} ${text}\n`),
        );
        const parsed = parse(Buffer.concat(texts), cuts, tty, room);
        expect(parsed.lines.length + parsed.dropped).toBe(lines.length);
      }),
    );
  });
});

test('the parts of a long line are joined, without the times between them', () => {
  const bytes = Buffer.concat([
    frame('stdout', `${stamp} first `),
    frame('stderr', `${stamp} other\n`),
    frame('stdout', `2026-01-02T03:04:06.000000000Z second\n`),
  ]);
  expect(parse(bytes, [], false).lines).toEqual([
    { from: 'stderr', at, text: 'other' },
    { from: 'stdout', at, text: 'first second' },
  ]);
});

test('a line without an end does not grow for ever', () => {
  const endless = 'x'.repeat(maxLineBytes);
  const frames = Array.from({ length: 10 }, () => frame('stdout', `${stamp} ${endless}`));
  const { lines } = parse(Buffer.concat([...frames, frame('stdout', `${stamp} \n`)]), [], false);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.text.length).toBeLessThanOrEqual(maxLineBytes);
  const tty = parse(Buffer.from(`${stamp} ${endless.repeat(10)}\nnext\n`), [100_000], true);
  expect(tty.lines.map(({ text }) => text.length <= maxLineBytes)).toEqual([true, true]);
});

test('a line without a time has that of the one before', () => {
  const { lines } = parse(Buffer.from(`${stamp} a\nno time\n`), [], true);
  expect(lines.map(({ at: when, text }) => [when, text])).toEqual([
    [at, 'a'],
    [at, 'no time'],
  ]);
});

test('any bytes at all are taken', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), fc.boolean(), (chunks, tty) => {
      const parser = createLogParser({ tty });
      for (const chunk of chunks) parser(Buffer.from(chunk), 10);
    }),
  );
});
