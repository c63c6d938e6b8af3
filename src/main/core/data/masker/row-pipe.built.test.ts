import { expect, test } from 'vitest';
import { collectProgram } from './collect-program.ts';
import { runElsewhere } from './testing/run-elsewhere.ts';

test('the bundled program needs nothing but its chunks and Node', async () => {
  const program = await collectProgram(new URL('../../../../../out/main/row-pipe.js', import.meta.url));
  expect(program.files.every(({ path }) => path.endsWith('.js'))).toBe(true);
  expect(await runElsewhere(program)).toMatchObject({ answer: { kind: 'failed' }, exitCode: 0 });
});
