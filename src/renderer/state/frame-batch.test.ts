import { expect, test } from 'vitest';
import { createBatch } from './frame-batch.ts';

function setUp() {
  const taken: (readonly number[])[] = [];
  const due: (() => void)[] = [];
  const batch = createBatch<number>(
    (values) => taken.push(values),
    (work) => {
      due.push(work);
      return () => due.splice(due.indexOf(work), 1);
    },
  );
  return { taken, due, batch };
}

test('values of one frame come together, in order', () => {
  const { taken, due, batch } = setUp();
  batch.add(1);
  batch.add(2);
  expect(due).toHaveLength(1);
  due[0]?.();
  batch.add(3);
  due[0]?.();
  expect(taken).toEqual([[1, 2], [3]]);
});

test('flush hands over at once and calls the frame off', () => {
  const { taken, due, batch } = setUp();
  batch.add(1);
  batch.flush();
  batch.flush();
  expect(taken).toEqual([[1]]);
  expect(due).toHaveLength(0);
});

test('stop drops what waits', () => {
  const { taken, due, batch } = setUp();
  batch.add(1);
  batch.stop();
  batch.flush();
  expect(taken).toEqual([]);
  expect(due).toHaveLength(0);
});
