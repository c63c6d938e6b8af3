import { expect, test } from 'vitest';
import { distrust, type Sender } from './trusted-sender.ts';

const own: Sender = {
  contents: 1,
  frame: { url: 'app://backlot/operations', origin: 'app://backlot', parent: null },
};

test('our own main frame is trusted', () => {
  expect(distrust(own, 1, 'app://backlot')).toBeUndefined();
});

test.each<[string, Sender]>([
  ['another window', { ...own, contents: 2 }],
  ['a frame that is gone', { ...own, frame: null }],
  [
    'a frame inside the page',
    { contents: 1, frame: { url: 'app://backlot/', origin: 'app://backlot', parent: {} } },
  ],
  [
    'a foreign origin',
    { contents: 1, frame: { url: 'https://evil.example/', origin: 'https://evil.example', parent: null } },
  ],
  ['a foreign origin', { contents: 1, frame: { url: 'app://other/', origin: 'app://other', parent: null } }],
  ['a foreign origin', { contents: 1, frame: { url: 'app://backlot/', origin: 'null', parent: null } }],
  ['a foreign origin', { contents: 1, frame: { url: '', origin: 'app://backlot', parent: null } }],
])('%s is not', (why, sender) => {
  expect(distrust(sender, 1, 'app://backlot')).toBe(why);
});
