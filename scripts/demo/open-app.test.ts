import { expect, test } from 'vitest';
import { hasDisplay } from './open-app.ts';

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { DISPLAY: '' }, false],
  ['darwin', {}, true],
  ['win32', {}, true],
] as const)('on %s with %j a window can open: %s', (platform, env, can) => {
  expect(hasDisplay(platform, env)).toBe(can);
});
