import { graphemesOf, graphemeWidth } from '../../../shared/model/display-width.ts';

const plain = /^[\x20-\x7E]*$/;

/** How many columns a line without control characters takes in a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const letter of graphemesOf(text)) width += graphemeWidth(letter);
  return width;
}

/** The line cut to at most `columns`, with an ellipsis where something was left out. */
export function fitWidth(text: string, columns: number, ellipsis = '…'): string {
  if (displayWidth(text) <= columns) return text;
  const room = columns - displayWidth(ellipsis);
  if (room < 0) return '';
  let out = '';
  let width = 0;
  for (const letter of graphemesOf(text)) {
    width += graphemeWidth(letter);
    if (width > room) break;
    out += letter;
  }
  return out + ellipsis;
}

export const padWidth = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|.)?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const controls = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g;

/** Text from elsewhere as one harmless line: no escape sequences, no control characters, no line ends. */
export const oneLine = (text: string): string => text.replace(escapes, '').replace(controls, ' ').trimEnd();

/** The same for several lines: line ends and tabs stay. */
export const harmless = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('\t').map(oneLineKeepingEnd).join('\t'))
    .join('\n');

const oneLineKeepingEnd = (text: string): string => text.replace(escapes, '').replace(controls, '');
