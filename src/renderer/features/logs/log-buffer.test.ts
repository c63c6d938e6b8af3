import { expect, test } from 'vitest';
import { type LogBatch, mostLines, noLogs, plainText, takeBatches } from './log-buffer.ts';

const line = (text: string, seq = 0): LogBatch['lines'][number] => ({
  seq,
  service: 'web',
  container: 'web-1',
  from: 'stdout',
  at: seq,
  text,
});

test.each([
  ['\u001b[31mred\u001b[0m word', 'red word'],
  ['\u001b]0;title\u0007done', 'done'],
  ['a\tb', 'a    b'],
  ['line\r', 'line'],
  ['x'.repeat(4010), `${'x'.repeat(4000)}… (10 characters more)`],
])('%o is shown as %o', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test('lines are counted on over subscriptions, and what was dropped adds up', () => {
  const first = takeBatches(noLogs, [{ lines: [line('a'), line('b')], dropped: { web: 2 } }]);
  const second = takeBatches(first, [{ lines: [line('c')], dropped: { web: 1, db: 4 } }]);
  expect(second.lines.map(({ id, text }) => [id, text])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
  ]);
  expect(second.dropped).toEqual({ web: 3, db: 4 });
});

test('the oldest lines fall away', () => {
  const lines = Array.from({ length: mostLines + 5 }, (_, index) => line(`${index}`, index));
  const { lines: kept } = takeBatches(noLogs, [{ lines, dropped: {} }]);
  expect(kept).toHaveLength(mostLines);
  expect(kept[0]?.text).toBe('5');
});
