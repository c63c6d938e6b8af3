import type { ITheme } from '@xterm/xterm';

/** The colour that a token has where the element stands, in the theme that holds there. */
function colourOf(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The app's colours for a terminal. */
export function terminalTheme(element: HTMLElement): ITheme {
  const colour = (token: string): string => colourOf(element, token);
  const text = colour('text');
  const faint = colour('text-3');
  return {
    background: colour('bg-sunken'),
    foreground: text,
    cursor: colour('focus'),
    cursorAccent: colour('bg-sunken'),
    selectionBackground: colour('border-strong'),
    black: faint,
    red: colour('failed'),
    green: colour('healthy'),
    yellow: colour('attention'),
    blue: colour('working'),
    magenta: colour('isolated'),
    cyan: colour('service-5'),
    white: colour('text-2'),
    brightBlack: faint,
    brightRed: colour('failed'),
    brightGreen: colour('healthy'),
    brightYellow: colour('attention'),
    brightBlue: colour('working'),
    brightMagenta: colour('isolated'),
    brightCyan: colour('service-5'),
    brightWhite: text,
  };
}
