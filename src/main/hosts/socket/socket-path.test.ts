import { expect, test } from 'vitest';
import { socketPlace } from './socket-path.ts';

const linux = { platform: 'linux', uid: 1000 } as const;

test('a short home holds its own socket', () => {
  expect(socketPlace('/home/ada/.local/share/backlot', linux)).toEqual({
    path: '/home/ada/.local/share/backlot/core.sock',
  });
});

test('the limit counts bytes, not letters', () => {
  const letters = 100 - '/core.sock'.length;
  expect(socketPlace(`/${'a'.repeat(letters - 1)}`, linux).folder).toBeUndefined();
  expect(socketPlace(`/${'a'.repeat(letters)}`, linux).folder).toBe('/tmp/backlot-1000');
  expect(socketPlace(`/${'ü'.repeat(letters / 2)}`, linux).folder).toBe('/tmp/backlot-1000');
});

test('long homes get short paths of their own', () => {
  const one = socketPlace(`/${'a'.repeat(200)}/1`, linux);
  const two = socketPlace(`/${'a'.repeat(200)}/2`, linux);
  expect(one.path).toMatch(/^\/tmp\/backlot-1000\/[0-9a-f]{24}\.sock$/);
  expect(one.path).not.toBe(two.path);
});

test('Windows uses a named pipe per home', () => {
  const { path } = socketPlace('C:\\Users\\Ada\\AppData\\Local\\backlot', {
    platform: 'win32',
    uid: undefined,
  });
  expect(path).toMatch(/^\\\\\.\\pipe\\backlot-[0-9a-f]{24}$/);
});
