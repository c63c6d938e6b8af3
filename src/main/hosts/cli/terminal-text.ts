/** Letters that take two columns: East Asian wide ranges and emoji shown as pictures. */
const wide =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}])/u;
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const plain = /^[\x20-\x7E]*$/;
const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

const widthOf = (letter: string): number => (zeroWidth.test(letter) ? 0 : wide.test(letter) ? 2 : 1);

/** How many columns a line without control characters takes in a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += widthOf(segment);
  return width;
}

/** The line cut to at most `columns`, with an ellipsis where something was left out. */
export function fitWidth(text: string, columns: number, ellipsis = '…'): string {
  if (displayWidth(text) <= columns) return text;
  const room = columns - displayWidth(ellipsis);
  if (room < 0) return '';
  let out = '';
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    width += widthOf(segment);
    if (width > room) break;
    out += segment;
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
