import { z } from 'zod';
import { tinyImages } from '../lists/tiny-images.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer } from './transformer.ts';

const zero = 0x30;
const prefix = '\\x';

/** A picture becomes a grey pixel of the same kind, anything else as many zeros. */
export const binary = defineTransformer(
  z.strictObject({
    ...common,
    size: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta({ description: 'bytes of zeros; as many as there were when absent' }),
  }),
  ({ size }, column) => ({
    injective: false,
    leaks: ['format', ...(size === undefined ? (['length'] as const) : [])],
    problem: categoryProblem(column, ['bytea']),
    make: () => (bytes, start, end, out) => {
      const head = Buffer.from(bytes.subarray(start, Math.min(end, start + 18))).toString('latin1');
      const image = head.startsWith(prefix)
        ? tinyImages.find(({ magic }) => head.startsWith(magic, prefix.length))
        : undefined;
      out.text(prefix);
      if (image !== undefined) {
        out.text(image.hex);
        return;
      }
      const digits = size === undefined ? Math.max(0, (end - start - prefix.length) & ~1) : 2 * size;
      out.reserve(digits);
      out.bytes.fill(zero, out.at, out.at + digits);
      out.at += digits;
    },
  }),
);
