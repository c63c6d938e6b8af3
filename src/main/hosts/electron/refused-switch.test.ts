import { expect, test } from 'vitest';
import { refusedSwitch } from './refused-switch.ts';

test.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect-brk', 'no-sandbox'])(
  '%s is refused',
  (name) => {
    expect(refusedSwitch((asked) => asked === name)).toBe(name);
  },
);

test('a plain start is not', () => {
  expect(refusedSwitch((asked) => asked === 'force-device-scale-factor')).toBeUndefined();
});
