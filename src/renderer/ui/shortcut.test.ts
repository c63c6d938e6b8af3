import { expect, test } from 'vitest';
import { keysOf, matchesShortcut } from './shortcut.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test.each([
  ['Mod+K', { ...none, key: 'k', ctrlKey: true }, false, true],
  ['Mod+K', { ...none, key: 'k', metaKey: true }, true, true],
  ['Mod+K', { ...none, key: 'k', ctrlKey: true }, true, false],
  ['Mod+K', { ...none, key: 'k', ctrlKey: true, shiftKey: true }, false, false],
  ['Mod+K', { ...none, key: 'k' }, false, false],
  ['Mod+Shift+P', { ...none, key: 'P', ctrlKey: true, shiftKey: true }, false, true],
  ['Escape', { ...none, key: 'Escape' }, false, true],
])('%s against %o on a Mac: %s', (shortcut, event, onMac, expected) => {
  expect(matchesShortcut(shortcut, event, onMac)).toBe(expected);
});

test('keys are written as the platform writes them', () => {
  expect(keysOf('Mod+Shift+P', true)).toEqual(['⌘', '⇧', 'P']);
  expect(keysOf('Mod+1', false)).toEqual(['Ctrl', '1']);
});
