import { expect, test } from 'vitest';
import { collectProgram } from './collect-program.ts';
import { runElsewhere } from './testing/run-elsewhere.ts';

test('the program needs nothing but its own files and Node: elsewhere it runs and answers', async () => {
  expect(await runElsewhere(await collectProgram())).toMatchObject({
    answer: {
      kind: 'failed',
      error: { code: 'internal', message: expect.stringContaining('before the program was told') },
    },
    exitCode: 0,
  });
});

test('the same files have the same hash', async () => {
  expect((await collectProgram()).hash).toBe((await collectProgram()).hash);
});
