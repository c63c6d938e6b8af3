import { expect, test, vi } from 'vitest';
import { trayMenu } from './tray-menu.ts';

const actions = { open: vi.fn(), quit: vi.fn() };
const lines = (...args: Parameters<typeof trayMenu>) =>
  trayMenu(...args).map(({ label, type }) => label ?? type);

test('an idle app offers to open and to quit', () => {
  expect(lines([], 0, actions)).toEqual([
    'No operation running',
    'separator',
    'Open Backlot',
    'Quit Backlot',
  ]);
});

test('running environments come first, then what runs', () => {
  expect(lines([{ name: 'shop: dev', state: 'Healthy' }], 2, actions)).toEqual([
    'shop: dev  Healthy',
    'separator',
    '2 operations running',
    'separator',
    'Open Backlot',
    'Quit Backlot',
  ]);
});
