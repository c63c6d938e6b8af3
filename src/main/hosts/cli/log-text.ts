import type { z } from 'zod';
import type { logLine } from '../../../shared/contract/live.ts';
import { colourServices, serviceColours } from '../../../shared/model/service-colours.ts';
import { displayWidth, harmless, oneLine, padWidth } from './terminal-text.ts';

export type LogLine = z.output<typeof logLine>;

export interface LogLook {
  /** All services of the environment: a service keeps its colour whichever are shown. */
  readonly services: readonly string[];
  /** Those that are shown: what the prefix is as wide as. */
  readonly shown: readonly string[];
  readonly colours: boolean;
  readonly prefix: boolean;
  readonly timestamps: boolean;
}

/** Places in the 256 colours of terminals, one per service colour; readable on black and on white. */
const palette = [33, 166, 35, 133, 136, 37, 161, 69, 99, 64, 172, 31] as const;

const painted = (text: string, colour: number): string =>
  `\u001B[38;5;${palette[colour % serviceColours] ?? 33}m${text}\u001B[39m`;

/** Colours and weights that a program gave its line stay; all else that steers a terminal does not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what this looks for
const graphics = /(\u001B\[[0-9;:]*m)/;

function lineText(text: string, colours: boolean): string {
  if (!colours) return harmless(text);
  const parts = text.split(graphics);
  if (parts.length === 1) return harmless(text);
  return `${parts.map((one, i) => (i % 2 === 1 ? one : harmless(one))).join('')}\u001B[0m`;
}

/** How a line of the merged logs looks: "web  | 2030-01-31T12:00:00.000Z GET /". */
export function createLogText({
  services,
  shown,
  colours,
  prefix,
  timestamps,
}: LogLook): (line: LogLine) => string {
  const colourOf = colourServices([...services, ...shown]);
  const width = Math.max(0, ...shown.map((name) => displayWidth(oneLine(name))));
  return ({ service, at, text }) => {
    const head = `${padWidth(oneLine(service), width)} | `;
    const shownHead = !prefix ? '' : colours ? painted(head, colourOf.get(service) ?? 0) : head;
    const time = timestamps ? `${new Date(at).toISOString()} ` : '';
    return `${shownHead}${time}${lineText(text, colours)}`;
  };
}

/** How many lines were left out, by service. */
export const droppedText = (dropped: Readonly<Record<string, number>>): string =>
  Object.entries(dropped)
    .map(([service, count]) => `${count} lines of ${oneLine(service)}`)
    .join(', ')
    .concat(' were left out: they came faster than they can be shown.');
