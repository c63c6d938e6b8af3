import { defaultFilter } from 'cmdk';
import type { Command } from './command.ts';

const keywordWorth = 0.6;
const disabledWorth = 0.5;

/** How well a command fits a search, 0 to 1: letters in the title's order, or the beginning of a keyword. */
export function fitOf({ title, keywords = [], disabled }: Command, search: string): number {
  const wanted = search.trim().toLowerCase();
  const byKeyword = keywords.some((word) => word.toLowerCase().startsWith(wanted)) ? keywordWorth : 0;
  const fit = Math.max(defaultFilter(title.toLowerCase(), wanted, []), byKeyword);
  return disabled === undefined ? fit : fit * disabledWorth;
}

/** The commands that fit a search, best first; those that fit alike stay in their order. */
export const rankCommands = (commands: readonly Command[], search: string): readonly Command[] =>
  commands
    .map((command) => ({ command, fit: fitOf(command, search) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ command }) => command);
