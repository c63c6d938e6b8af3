import { expect, test } from 'vitest';
import { alpinePackages, debianPackages, releaseOf } from './image-facts.ts';
import { fileInTar } from './read-file.ts';

test('packages of Debian: those that are installed', () => {
  const status = `Package: libc6
Status: install ok installed
Version: 2.36-9+deb12u10
Description: the library
 Package: not this

Package: gone
Status: deinstall ok config-files
Version: 1
`;
  expect([...debianPackages(status)]).toEqual([['libc6', '2.36-9+deb12u10']]);
});

test('packages of Alpine', () => {
  expect([...alpinePackages('C:Q1x\nP:musl\nV:1.2.5-r0\n\nP:busybox\nV:1.36.1-r29\n')]).toEqual([
    ['musl', '1.2.5-r0'],
    ['busybox', '1.36.1-r29'],
  ]);
});

test.each([
  ['NAME=x\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n', 'Debian GNU/Linux 12 (bookworm)'],
  ['PRETTY_NAME=Void\n', 'Void'],
  ['', undefined],
])('%j is %s', (text, expected) => {
  expect(releaseOf(text)).toBe(expected);
});

const entry = (kind: string, text: string): Buffer => {
  const head = Buffer.alloc(512);
  head.write(text.length.toString(8).padStart(11, '0'), 124, 'latin1');
  head.write(kind, 156, 'latin1');
  return Buffer.concat([head, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
};

test('the file of an archive, behind what says its long name; nothing of a link', () => {
  expect(fileInTar(Buffer.concat([entry('x', 'path=y'), entry('0', 'hello')]))).toBe('hello');
  expect(fileInTar(entry('2', ''))).toBeUndefined();
  expect(fileInTar(Buffer.alloc(0))).toBeUndefined();
});
