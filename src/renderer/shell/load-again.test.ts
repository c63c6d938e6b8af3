import { expect, test } from 'vitest';
import { loadAgain } from './load-again.ts';

function failing(times: number) {
  let calls = 0;
  const waits: number[] = [];
  const result = loadAgain(
    async () => {
      calls += 1;
      if (calls <= times) throw new Error('ERR_NETWORK_CHANGED');
      return calls;
    },
    async (ms) => {
      waits.push(ms);
    },
  );
  return { result, waits };
}

test.each([
  [0, []],
  [1, [200]],
  [3, [200, 800, 2000]],
])('after %d failures it loads, having waited %o', async (times, expected) => {
  const { result, waits } = failing(times);
  await expect(result).resolves.toBe(times + 1);
  expect(waits).toEqual(expected);
});

test('what fails four times fails', async () => {
  await expect(failing(4).result).rejects.toThrow('ERR_NETWORK_CHANGED');
});
