import { expect, test } from 'vitest';
import { checksText } from './checks-text.ts';
import { createPaint, unicodeIcons } from './styled-text.ts';
import { sampleChecks } from './testing/samples.ts';

test('each check on a line, with the way to mend what is not well', () => {
  expect(checksText(sampleChecks, unicodeIcons, createPaint(false))).toBe(
    `
✓ ok       git                              2.39.5
✗ fail     Docker engine (context default)  no answer
             Nothing listens on the socket.
             run: sudo systemctl start docker
▲ warn     Data directory                   3 GB free
             Little space is left.
             - Remove old snapshots.
             or: backlot doctor --fix (storage)

1 failed, 1 to look at.`.trimStart(),
  );
});

test('a healthy machine', () => {
  expect(checksText(sampleChecks.slice(0, 1), unicodeIcons, createPaint(false))).toMatch(/All is well\.$/);
});
