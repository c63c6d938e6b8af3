import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeCore, readCoreNote, removeCoreNote, writeCoreNote } from './core-note.ts';

function tempHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'backlot-note-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

test('a note is read as it was written, for its owner alone, and leaves nothing else', () => {
  const home = tempHome();
  const note = { pid: 42, version: '0.1.0', host: 'web', startedAt: 1, socket: '/s' } as const;
  writeCoreNote(home, note);
  expect(readCoreNote(home)).toEqual(note);
  expect(statSync(join(home, 'core.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(home)).toEqual(['core.json']);
  expect(describeCore(note)).toBe('backlot serve 0.1.0 (pid 42)');
  removeCoreNote(home);
  expect(readCoreNote(home)).toBeUndefined();
});

test.each(['', '{', '{"pid":"x"}', '[]'])('a broken note %j is no note', (text) => {
  const home = tempHome();
  writeFileSync(join(home, 'core.json'), text);
  expect(readCoreNote(home)).toBeUndefined();
});
