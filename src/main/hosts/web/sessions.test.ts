import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';

test('a session is found by its cookie, among others of the same name', () => {
  const sessions = createSessions({ idleMs: 100, now: () => 0 });
  const { cookie, key } = sessions.start();
  expect(sessions.find([])).toBeUndefined();
  expect(sessions.find(['', 'tossed', key])).toBeUndefined();
  expect(sessions.find(['tossed', cookie])).toBeDefined();
});

test('the key belongs to its own session', () => {
  const sessions = createSessions({ idleMs: 100, now: () => 0 });
  const one = sessions.start();
  const two = sessions.start();
  expect(sessions.find([one.cookie])?.hasKey(one.key)).toBe(true);
  expect(sessions.find([one.cookie])?.hasKey(two.key)).toBe(false);
  expect(sessions.find([one.cookie])?.hasKey(one.cookie)).toBe(false);
});

test('a session ends when it was idle for too long, and each use puts that off', () => {
  let time = 0;
  const sessions = createSessions({ idleMs: 100, now: () => time });
  const { cookie } = sessions.start();
  time = 99;
  const session = sessions.find([cookie]);
  time = 198;
  session?.touch();
  time = 297;
  expect(sessions.find([cookie])).toBeDefined();
  time = 397;
  expect(sessions.find([cookie])).toBeUndefined();
});

test('no more than 256 sessions are kept', () => {
  const sessions = createSessions({ idleMs: 100, now: () => 0 });
  const first = sessions.start();
  for (let i = 0; i < 256; i++) sessions.start();
  expect(sessions.find([first.cookie])).toBeUndefined();
});
