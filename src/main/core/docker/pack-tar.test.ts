import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packTar } from './pack-tar.ts';

test('what is packed is what the system reads', () => {
  const deep = `${'folder/'.repeat(20)}file`;
  const tar = packTar([
    { path: 'run/secrets/token', content: Buffer.from('abc'), uid: 1000, gid: 10, mode: 0o440 },
    { path: deep, content: Buffer.alloc(513, 'x'), uid: 0, gid: 0, mode: 0o644 },
  ]);
  const list = execFileSync('tar', ['--numeric-owner', '-tvf', '-'], { input: tar, encoding: 'utf8' });
  expect(list).toMatch(/-r--r----- 1000\/10 +3 .* run\/secrets\/token/);
  expect(list).toContain(deep);
  const text = execFileSync('tar', ['-xOf', '-', 'run/secrets/token'], { input: tar, encoding: 'utf8' });
  expect(text).toBe('abc');
});

test('a path that no header can hold is refused', () => {
  const file = { path: 'x'.repeat(101), content: Buffer.alloc(0), uid: 0, gid: 0, mode: 0o644 };
  expect(() => packTar([file])).toThrow('too long');
});
