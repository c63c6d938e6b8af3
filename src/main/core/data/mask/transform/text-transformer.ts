import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { functionWords } from '../lists/function-words.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer } from './transformer.ts';

const consonants = 'bcdfghklmnprstvwz';
const vowels = 'aeiou';
const word = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}\p{ASCII}]/gu;
const upper = /\p{Lu}/u;

const options = z.strictObject({
  ...common,
  'keep-words': z
    .boolean()
    .optional()
    .meta({ description: 'keeps the words that every text has: the, and, is' }),
});

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

/** Free text rebuilt word by word: as long, with its spaces, line ends and punctuation, and nothing it said. */
export const text = defineTransformer(options, (given, column) => ({
  injective: false,
  leaks: [
    'frequency',
    'equality',
    'length',
    'format',
    ...(given['keep-words'] ? (['content'] as const) : []),
  ],
  problem: categoryProblem(column, ['text', 'xml']),
  make: ({ tag }) => {
    const keyed = tag('text');
    const stream = new TagStream();
    const keepWords = given['keep-words'] ?? false;
    return (bytes, start, end, out) => {
      stream.seed(keyed.of(bytes, start, end));
      out.text(rebuildText(fieldText(bytes, start, end), stream, keepWords));
    };
  },
}));
