import { z } from 'zod';
import { categoryProblem, lengthProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { constantProblem } from './constant-problem.ts';
import { defineTransformer } from './transformer.ts';

const hex = Buffer.from('0123456789abcdef');
/** Hexadecimal digits of a whole tag. */
const wholeTag = 32;

/** Keeps the value: a decision like any other. */
export const keep = defineTransformer(z.strictObject({}), () => ({
  injective: true,
  leaks: ['frequency', 'equality', 'length', 'order', 'format', 'magnitude', 'content'],
  make: () => (bytes, start, end, out) => out.field(bytes, start, end),
}));

/** NULL. */
export const toNull = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: true,
  leaks: [],
  problem: column.nullable && column.type.domain?.notNull !== true ? undefined : 'the column is NOT NULL',
  make: () => (_bytes, _start, _end, out) => out.null(),
}));

/** One value for all. */
export const constant = defineTransformer(
  z.strictObject({ ...common, value: z.union([z.string(), z.number(), z.boolean()]) }),
  ({ value }, column) => ({
    injective: false,
    leaks: [],
    problem: constantProblem(String(value), column.type),
    make: () => (_bytes, _start, _end, out) => out.text(String(value)),
  }),
);

/** The value's keyed tag in hexadecimal. */
export const hash = defineTransformer(
  z.strictObject({ ...common, length: z.int().min(4).max(wholeTag).optional() }),
  ({ length = wholeTag }, column) => ({
    // All 128 bits: two values that meet are as likely as a guess of the key. Less would be luck.
    injective: length === wholeTag,
    leaks: ['frequency', 'equality'],
    problem: categoryProblem(column, ['text']) ?? lengthProblem(column, length),
    make: ({ tag }) => {
      const keyed = tag('hash');
      return (bytes, start, end, out) => {
        const words = keyed.of(bytes, start, end);
        out.reserve(length);
        for (let index = 0; index < length; index += 1)
          out.bytes[out.at++] = hex[((words[index >> 3] ?? 0) >>> (4 * (index & 7))) & 15] ?? 0;
      };
    },
  }),
);

/** A fixed word, or marks in place of all but some characters at the ends. */
export const redact = defineTransformer(
  z.strictObject({
    ...common,
    with: z.string().optional(),
    'keep-first': z.int().min(0).max(16).optional(),
    'keep-last': z.int().min(0).max(16).optional(),
  }),
  (options, column) => {
    const first = options['keep-first'] ?? 0;
    const last = options['keep-last'] ?? 0;
    const partly = first + last > 0;
    const mark = options.with ?? (partly ? '*' : 'redacted');
    const short = column.type.maxLength !== undefined && column.type.maxLength < mark.length;
    return {
      injective: false,
      leaks: partly ? ['length', 'content'] : [],
      problem:
        categoryProblem(column, ['text']) ??
        (options.with !== undefined || partly ? lengthProblem(column, mark.length) : undefined) ??
        (partly && Array.from(mark).length !== 1
          ? 'with keep-first or keep-last, `with` is one character'
          : undefined),
      make: () => {
        const word = short ? mark.slice(0, column.type.maxLength) : mark;
        if (!partly) return (_bytes, _start, _end, out) => out.text(word);
        return (bytes, start, end, out) => {
          const points = Array.from(Buffer.from(bytes.subarray(start, end)).toString());
          const kept = points.length > first + last;
          const shown = points.map((point, at) =>
            kept && (at < first || at >= points.length - last) ? point : mark,
          );
          out.text(shown.join(''));
        };
      },
    };
  },
);
