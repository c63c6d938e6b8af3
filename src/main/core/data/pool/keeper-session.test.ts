import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { requestText, takeAnswer } from './keeper-session.ts';

test('an answer is taken when it is whole, with what follows it left', () => {
  const bytes = Buffer.from('0 6\nhéllo3 0\n12 1');
  const first = takeAnswer(bytes);
  expect(first?.result).toEqual({ exitCode: 0, output: 'héllo' });
  const second = takeAnswer(first?.rest ?? Buffer.alloc(0));
  expect(second?.result).toEqual({ exitCode: 3, output: '' });
  expect(takeAnswer(second?.rest ?? Buffer.alloc(0))).toBeUndefined();
  expect(takeAnswer(Buffer.from('0 6\nhell'))).toBeUndefined();
});

test('arguments come through as they are', () => {
  const args = ["it's", 'two\nlines', '$HOME `id` \\', ''];
  const script = requestText('printf \'[%s]\' "$@"', args).replace('cd /pool\n', '');
  expect(execFileSync('sh', ['-eu', '-c', script], { encoding: 'utf8' })).toBe(
    args.map((arg) => `[${arg}]`).join(''),
  );
});
