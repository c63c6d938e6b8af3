import type { TagStream } from '../crypto/tag-stream.ts';
import { functionWords } from '../lists/function-words.ts';

const consonants = 'bcdfghklmnprstvwz';
const vowels = 'aeiou';
/** The letters by turns, as ASCII codes; 16 and 4 of them, so that bits choose. */
const byTurns = [
  Uint8Array.from(Buffer.from(consonants.slice(0, 16))),
  Uint8Array.from(Buffer.from(vowels.slice(0, 4))),
];
const word = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}\p{ASCII}]/gu;
const upper = /\p{Lu}/u;

/** Made-up words in place of `text`'s, each as long as its own, drawn from a stream. */
export function rebuildText(text: string, stream: TagStream, keepWords: boolean): string {
  return text.replace(word, (part) => {
    if (keepWords && functionWords.has(part.toLowerCase())) return part;
    let vowel = (stream.next() & 1) === 0;
    let made = '';
    for (const point of part) {
      if (/\p{N}/u.test(point)) {
        made += stream.below(10);
        continue;
      }
      // A sign or an emoji would stand out among what was rebuilt.
      if (!/[\p{L}\p{M}]/u.test(point)) {
        made += '.';
        continue;
      }
      const letters = vowel ? vowels : consonants;
      const letter = letters[stream.below(letters.length)] ?? 'a';
      made += upper.test(point) ? letter.toUpperCase() : letter;
      vowel = !vowel;
    }
    return made;
  });
}

/** The same for ASCII bytes where they stand; false, with nothing changed before it, at a byte beyond ASCII. */
export function rebuildAscii(bytes: Uint8Array, start: number, end: number, stream: TagStream): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false;
  let vowel = 0;
  let bits = 0;
  let left = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const small = byte | 0x20;
    if (small >= 0x61 && small <= 0x7a) {
      if (left === 0) {
        bits = stream.next();
        left = 8;
      }
      const letter = byTurns[vowel]?.[vowel === 0 ? bits & 15 : bits & 3] ?? 0x61;
      bits >>>= 4;
      left -= 1;
      vowel ^= 1;
      bytes[at] = letter - (small - byte);
    } else if (byte >= 0x30 && byte <= 0x39) bytes[at] = 0x30 + stream.below(10);
    else vowel = stream.next() & 1;
  }
  return true;
}
