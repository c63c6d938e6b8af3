import { navigate } from 'wouter/use-hash-location';
import { places } from '../../shell/places.ts';
import type { Command } from './command.ts';

/** A command for each screen on the rail. */
export const goToCommands = (): readonly Command[] =>
  places.map(({ path, title, shortcut, icon }) => ({
    id: `go-to:${path}`,
    section: 'Go to',
    title: `Go to ${title}`,
    shortcut,
    icon,
    run: () => navigate(path),
  }));
