/** Made for the first text that needs it: it reads the whole of the Unicode data. */
let segmenter: Intl.Segmenter | undefined;

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\u{1160}-\u{11FF}]*$/u;
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{3000}-\u{303E}\u{30A0}\u{30FB}\u{30FC}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}]|\u{FE0F}/u;
const halfWidthKatakana = /^[\u{FF61}-\u{FFDC}]/u;

/** How many cells one grapheme takes in a fixed-width font: 0, 1 or 2. */
export function graphemeWidth(grapheme: string): number {
  if (zeroWidth.test(grapheme)) return 0;
  return wide.test(grapheme) && !halfWidthKatakana.test(grapheme) ? 2 : 1;
}

/** A text in the pieces that a reader sees as one character each. */
export function graphemesOf(text: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
