import { z } from 'zod';
import type { ColumnType } from '../../schema.ts';
import { fieldText } from '../read-field.ts';
import { common } from './common-options.ts';
import { everyOne, shiftOf } from './date-transformer.ts';
import { parseRange, writeRange } from './parse-range.ts';
import { daysOf, readDate, writeDate } from './plain-date.ts';
import { defineTransformer } from './transformer.ts';

const options = z.strictObject({
  ...common,
  days: z
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .meta({ description: 'most days that a range of dates or times moves; 30 when absent' }),
  amount: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .optional()
    .meta({ description: 'most that a range of numbers moves, in whole numbers' }),
  per: z.string().optional().meta({
    description:
      'column whose value decides the shift, so that ranges of one thing keep their order and do not overlap anew; * for one shift for all',
  }),
});

const isNumber = (type: ColumnType | undefined): boolean =>
  type?.category === 'integer' || type?.category === 'numeric';
const isDate = (type: ColumnType | undefined): boolean =>
  type?.category === 'date' || type?.category === 'timestamp';

/** Moves a bound; undefined when it would leave its type. `infinity` and what is no number stay. */
function moveNumber(text: string, shift: number, size: number | undefined): string | undefined {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '.'] = match;
  // Digits behind the point stay as many as they are.
  const scale = fraction.length - 1;
  const moved = BigInt(`${sign}${whole}${fraction.slice(1)}`) + BigInt(shift) * 10n ** BigInt(scale);
  if (size !== undefined && BigInt.asIntN(8 * size, moved) !== moved) return undefined;
  const digits = String(moved < 0n ? -moved : moved).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${moved < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`;
}

function moveDate(text: string, shift: number): string {
  const read = readDate(text);
  return read === undefined ? text : writeDate(daysOf(read) + shift, read.rest);
}

/**
 * Both bounds of a range moved by the same: which is greater, what lies between, which are included and which are
 * absent stays, and an empty range stays empty.
 */
export const range = defineTransformer(options, (given, column) => {
  const { element } = column.type;
  const numbers = isNumber(element);
  const problem = (): string | undefined => {
    if (column.type.category !== 'range' || !(numbers || isDate(element)))
      return `it takes ranges of numbers, dates or times, the column is ${column.type.name}`;
    if (numbers && given.days !== undefined) return '`days` goes with dates; numbers take `amount`';
    if (numbers && given.amount === undefined) return 'ranges of numbers need `amount`';
    if (!numbers && given.amount !== undefined) return '`amount` goes with numbers; dates take `days`';
    return undefined;
  };
  return {
    // Whole numbers turn round at the ends of their type.
    injective: given.per === everyOne && element?.category !== 'integer',
    leaks:
      given.per === undefined
        ? ['magnitude', 'length', 'frequency', 'equality']
        : ['magnitude', 'length', 'order', 'frequency', 'equality'],
    problem: problem(),
    usesRow: given.per !== undefined && given.per !== everyOne,
    needs: given.per === undefined || given.per === everyOne ? [] : [given.per],
    make: (context) => {
      const keyed = context.tag('range', 'range');
      const most = (numbers ? given.amount : given.days) ?? 30;
      const index = context.columns.find(({ name }) => name === given.per)?.index;
      const move = (bound: string | null, shift: number): string | null | undefined => {
        if (bound === null) return null;
        return numbers ? moveNumber(bound, shift, element?.size) : moveDate(bound, shift);
      };
      return (bytes, start, end, out, row) => {
        const text = fieldText(bytes, start, end);
        const read = parseRange(text);
        if (read === undefined || read === 'empty') {
          out.text('empty');
          return;
        }
        const seed = given.per === everyOne ? '' : index === undefined ? text : (row.text(index) ?? '');
        const drawn = shiftOf(keyed, seed, most);
        for (const shift of [drawn, -drawn]) {
          const lower = move(read.lower, shift);
          const upper = move(read.upper, shift);
          if (lower === undefined || upper === undefined) continue;
          out.text(writeRange({ ...read, lower, upper }));
          return;
        }
        // From one end of the type to the other: there is nothing in it.
        out.text(text);
      };
    },
  };
});
