import { expect, test } from 'vitest';
import { fastCommand } from './fast-command.ts';

test('the settings come last, on the command line', () => {
  expect(fastCommand(null, ['postgres'])?.slice(0, 3)).toEqual(['postgres', '-c', 'fsync=off']);
  expect(fastCommand(['postgres', '-c', 'fsync=on'], ['postgres'])?.slice(0, 5)).toEqual([
    'postgres',
    '-c',
    'fsync=on',
    '-c',
    'fsync=off',
  ]);
  expect(fastCommand(['-c', 'work_mem=8MB'], ['postgres'])?.at(0)).toBe('-c');
});

test('a program of the project itself is left alone', () => {
  expect(fastCommand(['/start.sh'], ['postgres'])).toBeUndefined();
  expect(fastCommand(null, [])).toBeUndefined();
});
