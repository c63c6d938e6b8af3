import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { rebuildText } from './rebuild-text.ts';
import { defineTransformer, type Row } from './transformer.ts';

const lexeme = /'((?:[^']|'')*)'/g;
/** PostgreSQL's own limits. */
const mostPositions = 255;
const lastPosition = 16_383;

const options = z.strictObject({
  ...common,
  from: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: 'columns whose masked words it is made of; else its own words are rebuilt' }),
});

/** A tsvector of words in their order. */
export function writeTsvector(text: string): string {
  const positions = new Map<string, number[]>();
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).forEach((word, index) => {
    const list = positions.get(word) ?? [];
    if (list.length < mostPositions) list.push(Math.min(index + 1, lastPosition));
    positions.set(word, list);
  });
  return [...positions]
    .map(([word, list]) => `'${word}':${[...new Set(list)].join(',')}`)
    .toSorted()
    .join(' ');
}

/** A search index's words made anew: of the masked texts, or each for one that says nothing. */
export const tsvector = defineTransformer(options, ({ from }, column) => ({
  injective: false,
  leaks: from === undefined ? ['frequency', 'equality', 'length', 'order'] : [],
  problem: categoryProblem(column, ['tsvector']),
  usesRow: from !== undefined,
  needs: from ?? [],
  make: (context) => {
    const keyed = context.tag('tsvector', 'tsvector');
    const stream = new TagStream();
    const indexes = (from ?? []).map((name) => context.columns.findIndex((other) => other.name === name));
    return (bytes, start, end, out, row: Row) => {
      if (from !== undefined) {
        out.text(writeTsvector(indexes.map((index) => row.masked(index) ?? '').join(' ')));
        return;
      }
      const rebuilt = fieldText(bytes, start, end).replace(lexeme, (_whole, word: string) => {
        const seed = Buffer.from(word);
        stream.seed(keyed.of(seed, 0, seed.length));
        return `'${rebuildText(word.replaceAll("''", ''), stream, false)}'`;
      });
      out.text(rebuilt);
    };
  },
}));
