import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeHistory } from './merge-history.ts';

interface Line {
  readonly at: number;
  readonly id: string;
}

async function* source(
  chunks: readonly (readonly Line[])[],
  onEnd: () => void,
): AsyncGenerator<readonly Line[]> {
  try {
    yield* chunks;
  } finally {
    onEnd();
  }
}

test('everything comes in order, whatever the chunks', async () => {
  const chunks = fc.array(fc.array(fc.nat(50), { maxLength: 5 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(chunks, { maxLength: 4 }), async (sources) => {
      const ordered = sources.map((own, index) => {
        const times = own.flat().sort((a, b) => a - b);
        return own.map((chunk) => chunk.map(() => ({ at: times.shift() ?? 0, id: `${index}` })));
      });
      const merged: Line[] = [];
      for await (const line of mergeHistory(ordered.map((own) => source(own, () => {})))) merged.push(line);
      expect(merged.map(({ at }) => at)).toEqual(sources.flat(2).sort((a, b) => a - b));
    }),
  );
});

test('sources are closed when the reader has enough', async () => {
  let closed = 0;
  const one = () => source([[{ at: 1, id: 'a' }], [{ at: 2, id: 'b' }]], () => closed++);
  for await (const _ of mergeHistory([one(), one()])) break;
  expect(closed).toBe(2);
});
