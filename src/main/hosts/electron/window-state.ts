import { z } from 'zod';

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

/** A rectangle in device-independent pixels of the whole desktop. */
export type Rectangle = z.output<typeof rectangle>;

/** What is kept of the window between starts. */
export const windowState = z.object({
  bounds: rectangle.optional(),
  maximised: z.boolean(),
  /** The theme chosen last, so that the first frame has its colour before the core has started. */
  theme: z.enum(['system', 'light', 'dark']),
});
export type WindowState = z.output<typeof windowState>;

export const freshWindow: WindowState = { maximised: false, theme: 'system' };

/** The smallest window that every screen is designed for. */
export const smallest = { width: 960, height: 600 } as const;

const preferred = { width: 1280, height: 820 } as const;

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const mostOverlapped = (window: Rectangle, areas: readonly Rectangle[]): Rectangle | undefined =>
  areas
    .filter((area) => overlap(window, area) > 0)
    .sort((a, b) => overlap(window, b) - overlap(window, a))
    .at(0);

/**
 * Where to open the window: as it was when a display still shows it, pulled wholly into that display's work
 * area; in the middle of the first display when its own is gone. Never below the smallest size.
 */
export function placeWindow(saved: Rectangle | undefined, workAreas: readonly Rectangle[]): Rectangle {
  const [primary] = workAreas;
  const width = Math.max(saved?.width ?? preferred.width, smallest.width);
  const height = Math.max(saved?.height ?? preferred.height, smallest.height);
  if (!primary) return { x: saved?.x ?? 0, y: saved?.y ?? 0, width, height };
  const shown = saved && mostOverlapped(saved, workAreas);
  const home = shown ?? primary;
  const fitWidth = between(width, smallest.width, Math.max(home.width, smallest.width));
  const fitHeight = between(height, smallest.height, Math.max(home.height, smallest.height));
  const kept = shown && saved;
  const x = kept?.x ?? home.x + Math.round((home.width - fitWidth) / 2);
  const y = kept?.y ?? home.y + Math.round((home.height - fitHeight) / 2);
  return {
    x: between(x, home.x, Math.max(home.x, home.x + home.width - fitWidth)),
    y: between(y, home.y, Math.max(home.y, home.y + home.height - fitHeight)),
    width: fitWidth,
    height: fitHeight,
  };
}
