import { expect, test } from 'vitest';
import { boundedLog } from './bounded-log.ts';

test('what comes past the bound is dropped until the minute is over', () => {
  let time = 0;
  const lines: string[] = [];
  const log = boundedLog(
    (line) => lines.push(line),
    () => time,
    2,
  );
  for (const line of ['a', 'b', 'c', 'd']) log(line);
  time = 60_000;
  log('e');
  expect(lines).toEqual(['a', 'b', 'more of this is not logged for a minute', 'e']);
});
