import { expect, test } from 'vitest';
import { createFlowWindow } from './flow-window.ts';

const settled = async (promise: Promise<void>): Promise<boolean> => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

test('a sender waits at the limit of frames and goes on at an acknowledgement', async () => {
  const window = createFlowWindow({ frames: 2, characters: 1000 });
  window.sent(1);
  expect(await settled(window.ready())).toBe(true);
  window.sent(1);
  const waiting = window.ready();
  expect(await settled(waiting)).toBe(false);
  expect(window.acknowledged(1)).toBe(true);
  expect(await settled(waiting)).toBe(true);
});

test('a sender waits at the limit of characters', async () => {
  const window = createFlowWindow({ frames: 100, characters: 10 });
  window.sent(10);
  expect(await settled(window.ready())).toBe(false);
  window.acknowledged(1);
  expect(await settled(window.ready())).toBe(true);
});

test('release lets every waiter go', async () => {
  const window = createFlowWindow({ frames: 1, characters: 10 });
  window.sent(1);
  const waiting = window.ready();
  window.release();
  expect(await settled(waiting)).toBe(true);
  expect(await settled(window.ready())).toBe(true);
});

test.each([2, -1, 0.5, Number.NaN])(
  'an acknowledgement of %s frames when one was sent is refused',
  (count) => {
    const window = createFlowWindow({ frames: 1, characters: 10 });
    window.sent(1);
    expect(window.acknowledged(count)).toBe(false);
  },
);
