const mac: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵', Escape: 'esc' };
const other: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵', Escape: 'Esc' };

export const isMac = /mac/i.test(globalThis.navigator?.userAgent ?? '');

/** The keys of "Mod+Shift+P" as this platform writes them. */
export const keysOf = (shortcut: string, onMac = isMac): readonly string[] =>
  shortcut.split('+').map((key) => (onMac ? mac : other)[key] ?? key);

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key event is "Mod+K"; Mod is Command on a Mac and Control elsewhere. */
export function matchesShortcut(shortcut: string, event: Pressed, onMac = isMac): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const [mod, wrong] = onMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    !wrong &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}
