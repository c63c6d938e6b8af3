import pc from 'picocolors';
import { displayWidth, fitWidth } from './terminal-text.ts';

export type Tone = 'plain' | 'dim' | 'bold' | 'good' | 'bad' | 'warn' | 'busy';

/** A stretch of text with its meaning; colour is added last, so that widths stay true. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

export type Paint = (text: string, tone: Tone) => string;

/** Colours for a terminal, or none. */
export function createPaint(enabled: boolean): Paint {
  const c = pc.createColors(enabled);
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: String,
    dim: c.dim,
    bold: c.bold,
    good: c.green,
    bad: c.red,
    warn: c.yellow,
    busy: c.cyan,
  };
  return (text, tone) => tones[tone](text);
}

/** Spans as one line of at most `columns`, painted. */
export function lineOf(spans: readonly Span[], columns: number, paint: Paint, ellipsis: string): string {
  let room = columns;
  const whole = spans.reduce((sum, { text }) => sum + displayWidth(text), 0) <= columns;
  const parts: string[] = [];
  for (const { text, tone } of spans) {
    // Where the line is cut, the last span that has room says so.
    const width = displayWidth(text);
    const fits = width < room || (whole && width === room);
    const shown = fits ? text : fitWidth(`${text}${ellipsis}`, room, ellipsis);
    if (shown) parts.push(paint(shown, tone));
    if (!fits) break;
    room -= width;
  }
  return parts.join('').trimEnd();
}

/** What the environment says about colour: NO_COLOR and --no-color win, then FORCE_COLOR, then the terminal. */
export function wantsColor(
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly noColor: boolean; readonly isTty: boolean },
): boolean {
  if (options.noColor || env.NO_COLOR || env.TERM === 'dumb') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return options.isTty;
}

export interface Icons {
  readonly done: string;
  readonly running: string;
  readonly waiting: string;
  readonly failed: string;
  readonly warn: string;
  readonly undone: string;
  readonly barDone: string;
  readonly barLeft: string;
  readonly ellipsis: string;
  readonly dash: string;
}

const unicode: Icons = {
  done: '✓',
  running: '●',
  waiting: '○',
  failed: '✗',
  warn: '▲',
  undone: '↺',
  barDone: '█',
  barLeft: '░',
  ellipsis: '…',
  dash: '–',
};

const ascii: Icons = {
  done: '+',
  running: '*',
  waiting: '.',
  failed: 'x',
  warn: '!',
  undone: '<',
  barDone: '#',
  barLeft: '-',
  ellipsis: '~',
  dash: '-',
};

/** Unicode where the terminal is known to show it, ASCII elsewhere. */
export function iconsFor(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Icons {
  if (platform === 'win32') return env.WT_SESSION || env.TERM_PROGRAM ? unicode : ascii;
  if (env.TERM === 'linux') return ascii;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return platform === 'darwin' || /utf-?8/i.test(locale) ? unicode : ascii;
}

export const unicodeIcons = unicode;
export const asciiIcons = ascii;
