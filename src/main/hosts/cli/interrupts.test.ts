import { expect, test } from 'vitest';
import { createInterrupts } from './interrupts.ts';

test('one key press that arrives twice counts once', () => {
  let now = 0;
  const interrupts = createInterrupts(() => now);
  const seen: string[] = [];
  interrupts.listen((kind) => seen.push(kind));
  interrupts.press('interrupt');
  now = 20;
  interrupts.press('interrupt');
  now = 500;
  interrupts.press('interrupt');
  interrupts.press('terminate');
  expect(seen).toEqual(['interrupt', 'interrupt', 'terminate']);
});

test('the newest listener alone is told, until it leaves', () => {
  const interrupts = createInterrupts(() => 0);
  const seen: string[] = [];
  const leaveOuter = interrupts.listen(() => seen.push('outer'));
  const leaveInner = interrupts.listen(() => seen.push('inner'));
  interrupts.press('terminate');
  leaveInner();
  leaveInner();
  interrupts.press('terminate');
  leaveOuter();
  expect(interrupts.press('terminate')).toBe(false);
  expect(seen).toEqual(['inner', 'outer']);
});
