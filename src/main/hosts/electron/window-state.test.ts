import { expect, test } from 'vitest';
import { placeWindow } from './window-state.ts';

const left = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1440, height: 900 };

test.each([
  ['a first start is in the middle', undefined, [left], { x: 320, y: 143, width: 1280, height: 820 }],
  [
    'a window comes back where it was',
    { x: 2000, y: 50, width: 1000, height: 700 },
    [left, right],
    { x: 2000, y: 50, width: 1000, height: 700 },
  ],
  [
    'a window of a display that is gone moves to the middle of the first',
    { x: 2000, y: 50, width: 1000, height: 700 },
    [left],
    { x: 460, y: 203, width: 1000, height: 700 },
  ],
  [
    'a window half outside is pulled in',
    { x: 1500, y: -200, width: 1000, height: 700 },
    [left],
    { x: 920, y: 25, width: 1000, height: 700 },
  ],
  [
    'a window larger than its display fits it',
    { x: 1920, y: 0, width: 3000, height: 2000 },
    [left, right],
    { x: 1920, y: 0, width: 1440, height: 900 },
  ],
  [
    'a window never opens below the smallest size, even on a smaller display',
    { x: 0, y: 0, width: 100, height: 100 },
    [{ x: 0, y: 0, width: 800, height: 480 }],
    { x: 0, y: 0, width: 960, height: 600 },
  ],
  ['no display at all is survived', undefined, [], { x: 0, y: 0, width: 1280, height: 820 }],
] as const)('%s', (_, saved, areas, expected) => {
  expect(placeWindow(saved, areas)).toEqual(expected);
});
