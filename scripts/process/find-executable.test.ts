import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findExecutable } from './find-executable.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'backlot-path-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

test('the first directory of PATH that holds a program wins; plain files and directories are no programs', () => {
  const [first, second, third] = ['1', '2', '3'].map((name) => {
    mkdirSync(join(directory, name));
    return join(directory, name);
  });
  mkdirSync(join(first ?? '', 'tool'));
  writeFileSync(join(second ?? '', 'tool'), '', { mode: 0o644 });
  writeFileSync(join(third ?? '', 'tool'), '', { mode: 0o755 });
  const path = ['', first, second, third].join(delimiter);
  expect(findExecutable('tool', path)).toBe(join(directory, '3', 'tool'));
  expect(findExecutable('other', path)).toBeUndefined();
});
