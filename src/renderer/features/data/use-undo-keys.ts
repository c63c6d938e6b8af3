import { useEffect } from 'react';
import { matchesShortcut } from '../../ui/shortcut.ts';

/** Where Mod+Z belongs to what is typed, or to a question in front. */
const elsewhere = 'input, textarea, [contenteditable], [role="dialog"]';

/** Mod+Z and Mod+Shift+Z while a screen is shown, unless something is being typed. */
export function useUndoKeys(undo: (() => void) | undefined, redo: (() => void) | undefined): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const { target } = event;
      if (target instanceof Element && target.closest(elsewhere)) return;
      const run = matchesShortcut('Mod+Z', event)
        ? undo
        : matchesShortcut('Mod+Shift+Z', event)
          ? redo
          : undefined;
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}
