import { expect, test } from 'vitest';
import { isShownInPlace, offerAtEnd, showInPlace, takeEndAction } from './end-actions.ts';

test('what was offered for the end of an operation is taken once', () => {
  const action = { label: 'Undo', run: () => {} };
  offerAtEnd('op-1', action);
  expect(takeEndAction('op-2')).toBeUndefined();
  expect(takeEndAction('op-1')).toBe(action);
  expect(takeEndAction('op-1')).toBeUndefined();
});

test('an operation is shown in place as long as anybody shows it', () => {
  const first = showInPlace('op-3');
  const second = showInPlace('op-3');
  first();
  expect(isShownInPlace('op-3')).toBe(true);
  second();
  expect(isShownInPlace('op-3')).toBe(false);
});
