import { z } from 'zod';
import type { ColumnType } from '../../schema.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer, type Transformer } from './transformer.ts';

const kinds = ['integer', 'numeric', 'float', 'money', 'text'] as const;
const form = /-?\d[\d,]*(\.\d+)?(e[-+]?\d+)?/i;

/** Changes the number in a value, keeping its decimals and what stands around it ("$1,234.50"). */
function changeNumber(text: string, type: ColumnType, change: (value: number) => number): string {
  // NaN and the infinities are no person's.
  if (/^(NaN|-?Infinity)$/i.test(text)) return text;
  // Words in a text column are no number: they do not pass.
  if (type.category === 'text' && (/\p{L}/u.test(text) || !form.test(text))) return '0';
  return text.replace(form, (number) => {
    const value = Number(number.replaceAll(',', ''));
    const decimals = type.category === 'integer' ? 0 : (/\.(\d+)/.exec(number)?.[1]?.length ?? 0);
    const held = hold(change(value), type, decimals);
    return type.category === 'float' && /e/i.test(number) ? String(held) : written(held, decimals);
  });
}

const written = (value: number, decimals: number): string =>
  Math.abs(value) < 1e21 ? value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1') : BigInt(value).toString();

/** The nearest number that the type has. */
function hold(value: number, { category, size, precision, scale = 0 }: ColumnType, decimals: number): number {
  if (category === 'integer') {
    // A double does not hold the ends of bigint.
    const most = size === 2 ? 32_767 : size === 4 ? 2_147_483_647 : Number.MAX_SAFE_INTEGER;
    return Math.min(Math.max(Math.round(value), -most), most);
  }
  if (category !== 'numeric' || precision === undefined) return value;
  const most = 10 ** (precision - scale) - 10 ** -decimals;
  return Math.min(Math.max(value, -most), most);
}

/** A number with noise: a part of itself, or an amount, up or down. */
export const number: Transformer = defineTransformer(
  z.strictObject({
    ...common,
    noise: z
      .number()
      .positive()
      .max(10)
      .optional()
      .meta({ description: 'most change as a part; 0.1 when absent' }),
    amount: z.number().positive().optional().meta({ description: 'most change as an amount' }),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  ({ noise, amount, min = -Infinity, max = Infinity }, column) => ({
    injective: false,
    leaks: ['magnitude', 'frequency', 'equality'],
    problem: categoryProblem(column, kinds),
    make: (context) => {
      const keyed = context.tag('number', 'number');
      return (bytes, start, end, out) => {
        const word = (keyed.of(bytes, start, end)[0] ?? 0) >>> 0;
        const unit = (word / 4_294_967_295) * 2 - 1;
        const text = fieldText(bytes, start, end);
        const changed = changeNumber(text, column.type, (value) => {
          const moved =
            value + unit * (amount ?? Math.abs(value) * (noise ?? (amount === undefined ? 0.1 : 0)));
          return Math.min(Math.max(moved, min), max);
        });
        out.text(changed);
      };
    },
  }),
);

/** The lower end of the bucket that a number is in. */
export const bucket: Transformer = defineTransformer(
  z.strictObject({
    ...common,
    size: z.number().positive().optional(),
    bounds: z.array(z.number()).min(1).optional().meta({ description: 'lower ends, rising' }),
  }),
  ({ size, bounds }, column) => ({
    injective: false,
    leaks: ['magnitude', 'order', 'frequency'],
    problem:
      (size === undefined) === (bounds === undefined)
        ? 'it needs either size or bounds'
        : categoryProblem(column, kinds),
    make: () => (bytes, start, end, out) => {
      const lower = (value: number): number =>
        size === undefined
          ? ((bounds ?? []).filter((each) => each <= value).at(-1) ?? bounds?.[0] ?? 0)
          : Math.floor(value / size) * size;
      out.text(changeNumber(fieldText(bytes, start, end), column.type, lower));
    },
  }),
);

/** A position moved by at most so many metres; latitude, longitude, or both in one value. */
export const coordinates: Transformer = defineTransformer(
  z.strictObject({ ...common, metres: z.number().positive().max(1_000_000).optional() }),
  ({ metres = 5000 }, column) => ({
    injective: false,
    leaks: ['magnitude', 'equality', 'frequency', 'format'],
    problem: categoryProblem(column, ['numeric', 'float', 'geometric', 'text']),
    make: (context) => {
      const keyed = context.tag('coordinates', 'coordinates');
      return (bytes, start, end, out) => {
        const words = keyed.of(bytes, start, end);
        let at = 0;
        const original = fieldText(bytes, start, end);
        if (column.type.category === 'text' && /[^\d\s.,;:()NSEWnsew+°'"-]/.test(original)) {
          out.text('0,0');
          return;
        }
        const text = original.replace(/-?\d+(\.\d+)?(e[-+]?\d+)?/gi, (found) => {
          const unit = (((words[at++ & 3] ?? 0) >>> 0) / 4_294_967_295) * 2 - 1;
          const value = Number(found);
          const limit = Math.abs(value) <= 90 ? 90 : 180;
          const moved = value + (unit * metres) / 111_320;
          const decimals = /\.(\d+)/.exec(found)?.[1]?.length ?? 0;
          const held = Math.abs(value) > 180 ? moved : Math.min(Math.max(moved, -limit), limit);
          return held.toFixed(Math.min(decimals, 15));
        });
        out.text(text);
      };
    },
  }),
);
