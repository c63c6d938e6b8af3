import { useEffect } from 'react';
import { useUi } from '../../state/ui.ts';
import { matchesShortcut } from '../../ui/shortcut.ts';
import type { Command } from './command.ts';

/** Runs commands by their keys, wherever the focus is; Mod+K opens and closes the palette. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (matchesShortcut('Mod+K', event)) {
        event.preventDefault();
        useUi.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen }));
        return;
      }
      const command = commands.find(
        ({ shortcut }) => shortcut !== undefined && matchesShortcut(shortcut, event),
      );
      if (!command) return;
      event.preventDefault();
      if (command.disabled === undefined) command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
