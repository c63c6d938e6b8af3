import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packTar } from './pack-tar.ts';

test('tar itself reads the archive', () => {
  const archive = packTar([
    { name: 'Dockerfile', text: 'FROM scratch\n' },
    { name: 'empty', text: '' },
    { name: 'full-block', text: 'x'.repeat(512) },
  ]);
  const list = execFileSync('tar', ['--list', '--file=-'], { input: archive, encoding: 'utf8' });
  expect(list).toBe('Dockerfile\nempty\nfull-block\n');
  const options = ['--extract', '--to-stdout', '--file=-', 'Dockerfile'];
  expect(execFileSync('tar', options, { input: archive, encoding: 'utf8' })).toBe('FROM scratch\n');
});
