import type { LogLevel } from './log-line.ts';

/** Levels are said early in a line, if at all; the rest of a long one is not looked at. */
const lookAt = 300;

const byWord: Readonly<Record<string, LogLevel>> = {
  emerg: 'error',
  emergency: 'error',
  alert: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  err: 'error',
  error: 'error',
  severe: 'error',
  warn: 'warn',
  warning: 'warn',
  notice: 'info',
  info: 'info',
  information: 'info',
  log: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
};
const words = Object.keys(byWord).join('|');

/** In this order: what names itself a level, then words that look like one. */
const shapes: readonly RegExp[] = [
  new RegExp(`"(?:level|severity|lvl|log\\.level|levelname)"\\s*:\\s*"(${words})"`, 'i'),
  new RegExp(`\\b(?:level|severity|lvl)=["']?(${words})\\b`, 'i'),
  new RegExp(`[[(<|]\\s*(${words})\\s*[\\])>|]`, 'i'),
  new RegExp(`\\b(${words}):\\s`, 'i'),
  new RegExp(`(?:^|[\\s,;])(${words.toUpperCase()})(?=$|[\\s:,;])`),
];
const numeric = /"level"\s*:\s*(\d+)/;
const klog = /^([IWEF])\d{4} \d\d:\d\d/;
const colours = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Pino's and Bunyan's numbers. */
function byNumber(level: number): LogLevel {
  if (level >= 50) return 'error';
  if (level >= 40) return 'warn';
  return level >= 30 ? 'info' : 'debug';
}

/** The level that a line gives itself; undefined when it gives none. */
export function detectLevel(text: string): LogLevel | undefined {
  const start = text.slice(0, lookAt).replace(colours, '');
  for (const shape of shapes) {
    const word = shape.exec(start)?.[1];
    if (word !== undefined) return byWord[word.toLowerCase()];
  }
  const number = numeric.exec(start)?.[1];
  if (number !== undefined) return byNumber(Number(number));
  switch (klog.exec(start)?.[1]) {
    case 'E':
    case 'F':
      return 'error';
    case 'W':
      return 'warn';
    case 'I':
      return 'info';
    default:
      return undefined;
  }
}
