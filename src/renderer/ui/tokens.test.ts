import { describe, expect, test } from 'vitest';
import { serviceColours } from '../../shared/model/service-colours.ts';
import css from './tokens.css?raw';

type Theme = 'light' | 'dark';

const pairs = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const colour = (name: string, theme: Theme): string => {
  const pair = pairs.get(name);
  if (!pair) throw new Error(`tokens.css has no colour --${name}`);
  return pair[theme];
};

/** Relative luminance of WCAG 2, 0 to 1, of a #rrggbb colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const backgrounds = ['bg-sunken', 'bg', 'bg-raised', 'bg-hover', 'bg-active'];
const states = ['healthy', 'attention', 'failed', 'working', 'isolated'];
const services = Array.from({ length: serviceColours }, (_, index) => `service-${index}`);
const texts = ['text', 'text-2', 'text-3', 'accent-text', ...states, ...services];

const readable: readonly (readonly [string, string])[] = [
  ...texts.flatMap((text) => backgrounds.map((background) => [text, background] as const)),
  ...states.map((state) => [state, `${state}-tint`] as const),
  ...states.flatMap((state) => ['text', 'text-2'].map((text) => [text, `${state}-tint`] as const)),
  ['accent-text', 'accent-tint'],
  ['text', 'accent-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-press'],
];

describe.each<Theme>(['light', 'dark'])('%s', (theme) => {
  test.each(readable)('%s on %s is readable (4.5:1)', (text, background) => {
    expect(contrast(colour(text, theme), colour(background, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['bg-sunken', 'bg', 'bg-raised'])('the focus ring stands out on %s (3:1)', (background) => {
    expect(contrast(colour('focus', theme), colour(background, theme))).toBeGreaterThanOrEqual(3);
  });
});

test('the measure itself: black on white is 21:1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
