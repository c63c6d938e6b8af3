import { expect, test } from 'vitest';
import { app, preferences } from './app.ts';

test('a change of one preference names that one alone', () => {
  expect(app.setPreferences.input.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(app.setPreferences.input.parse({})).toEqual({});
});

test('preferences that were never set have their defaults', () => {
  expect(preferences.parse({})).toEqual({ theme: 'system', notifications: true, keepOperationsDays: 30 });
});
