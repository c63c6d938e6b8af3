import { expect, test, vi } from 'vitest';
import { appMenu } from './app-menu.ts';

const actions = { openFolder: vi.fn(), showDoctor: vi.fn(), openDocumentation: vi.fn() };
const outline = (platform: NodeJS.Platform, dev: boolean): (string | undefined)[] =>
  appMenu({ platform, name: 'Backlot', dev }, actions).map(({ label, role }) => label ?? role);

test.each([
  ['linux', false, ['File', 'editMenu', 'View', 'windowMenu', 'help']],
  ['win32', true, ['File', 'editMenu', 'View', 'windowMenu', 'help']],
  ['darwin', false, ['Backlot', 'File', 'editMenu', 'View', 'windowMenu', 'help']],
] as const)('the menu bar on %s, in development %s', (platform, dev, expected) => {
  expect(outline(platform, dev)).toEqual(expected);
});

test('developer tools are nowhere outside development', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const text = JSON.stringify(appMenu({ platform, name: 'Backlot', dev: false }, actions));
    expect(text).not.toMatch(/devtools|reload/i);
    expect(text).toContain('zoomIn');
  }
});
