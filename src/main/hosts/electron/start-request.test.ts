import { expect, test } from 'vitest';
import { parseStart } from './start-request.ts';

test('no argument and switches alone ask for nothing', () => {
  expect(parseStart([], '/work')).toEqual({ kind: 'nothing' });
  expect(parseStart(['--no-sandbox', '', '-x'], '/work')).toEqual({ kind: 'nothing' });
});

test('a folder is taken from the directory of the start', () => {
  expect(parseStart(['--flag', 'shop'], '/home/ada')).toEqual({
    kind: 'request',
    request: { kind: 'open-project', path: '/home/ada/shop' },
  });
});

test('a deep link goes before a folder', () => {
  expect(parseStart(['.', 'backlot://operation/a1'], '/home/ada')).toEqual({
    kind: 'request',
    request: { kind: 'show-operation', id: 'a1' },
  });
});

test('a broken deep link is refused, never taken for a folder', () => {
  expect(parseStart(['BACKLOT://run?x'], '/')).toEqual({ kind: 'refused', argument: 'BACKLOT://run?x' });
});
