import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { developmentHashes, developmentPassword } from '../lists/development-passwords.ts';
import { fieldText } from '../read-field.ts';
import { drawBytes, exchangeBytes } from './bytes-transform.ts';
import { categoryProblem, cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { makeKeyTransform } from './key-transformers.ts';
import { defineTransformer } from './transformer.ts';

/** The hash of one known password, `backlot`, in the format found; the password itself for what is none. */
export const password = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: false,
  leaks: ['format'],
  problem: categoryProblem(column, ['text']),
  make: () => {
    const { maxLength } = column.type;
    return (bytes, start, end, out) => {
      const text = fieldText(bytes, start, end);
      if (text === '') return;
      const found = developmentHashes.find(({ form }) => form.test(text));
      out.text(cutText(found?.write(text) ?? developmentPassword, maxLength));
    };
  },
}));

/** Another secret of the same shape. It cannot be turned back, not even with the project's secret. */
export const token = defineTransformer(
  z.strictObject({
    ...common,
    reversible: z.boolean().optional().meta({
      description: 'exchanged like a key: unique, but who has the project\u2019s secret can turn it back',
    }),
  }),
  ({ reversible = false }, column) => ({
    injective: reversible,
    leaks: ['equality', 'frequency', 'length', 'format'],
    problem: categoryProblem(column, ['text', 'uuid', 'bytea']),
    make: (context) => {
      if (column.type.category === 'bytea')
        return reversible ? exchangeBytes(context, 'token', 'token') : drawBytes(context, 'token', 'token');
      if (reversible) return makeKeyTransform(context, 'token', 'token');
      const keyed = context.tag('token', 'token');
      const stream = new TagStream();
      return (bytes, start, end, out) => {
        const text = fieldText(bytes, start, end);
        stream.seed(keyed.of(bytes, start, end));
        // Only hexadecimal digits must stay such; in anything else any letter will do.
        const letters = /^[0-9a-f-]*$/i.test(text) ? 6 : 26;
        out.text(
          text.replace(/[a-z]|\d|[^\p{ASCII}]/giu, (each) => {
            if (/\d/.test(each)) return String(stream.below(10));
            const base = /[A-Z]/.test(each) ? 65 : 97;
            return String.fromCharCode(base + stream.below(letters));
          }),
        );
      };
    },
  }),
);
