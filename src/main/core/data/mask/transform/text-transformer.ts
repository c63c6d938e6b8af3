import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { rebuildAscii, rebuildText } from './rebuild-text.ts';
import { defineTransformer } from './transformer.ts';

const options = z.strictObject({
  ...common,
  'keep-words': z
    .boolean()
    .optional()
    .meta({ description: 'keeps the words that every text has: the, and, is' }),
});

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
    let scratch = Buffer.allocUnsafe(1024);
    const keepWords = given['keep-words'] ?? false;
    return (bytes, start, end, out) => {
      stream.seed(keyed.of(bytes, start, end));
      const length = end - start;
      if (!keepWords) {
        if (length > scratch.length) scratch = Buffer.allocUnsafe(2 * length);
        for (let index = 0; index < length; index += 1) scratch[index] = bytes[start + index] ?? 0;
        if (rebuildAscii(scratch, 0, length, stream)) {
          out.field(scratch, 0, length);
          return;
        }
      }
      out.text(rebuildText(fieldText(bytes, start, end), stream, keepWords));
    };
  },
}));
