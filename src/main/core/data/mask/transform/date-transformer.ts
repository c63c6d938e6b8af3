import { z } from 'zod';
import type { KeyedTag } from '../crypto/keyed-tag.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { daysOf, type PlainDate, readDate, writeDate } from './plain-date.ts';
import { defineTransformer } from './transformer.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** What `per` says for one shift for all. */
export const everyOne = '*';

const options = z.strictObject({
  ...common,
  days: z
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .meta({ description: 'most days that a date moves; 30 when absent' }),
  per: z.string().optional().meta({
    description:
      'column whose value decides the shift, so that dates of one person keep their order; * for one shift for all',
  }),
  band: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'stays within its years: 5 keeps 1980 to 1984 together' }),
  min: isoDate.optional(),
  max: isoDate.optional(),
});
type Options = z.infer<typeof options>;

/** Days from -most to most, never 0, by a tag. */
export function shiftOf(keyed: KeyedTag, seed: string, most: number): number {
  const bytes = Buffer.from(seed);
  const word = (keyed.of(bytes, 0, bytes.length)[0] ?? 0) >>> 0;
  const drawn = Math.floor((word / 4_294_967_296) * 2 * most) - most;
  return drawn >= 0 ? drawn + 1 : drawn;
}

const bound = (text: string | undefined, otherwise: number): number => {
  const date = text === undefined ? undefined : readDate(text);
  return date === undefined ? otherwise : daysOf(date);
};

/** Days since 1970 of the first day of a year. */
const yearStart = (year: number): number => daysOf({ year, month: 1, day: 1, rest: '' });

/** The day moved and held within its bounds: without a band order is kept among dates of one shift. */
function moveDay(date: PlainDate, shift: number, { band, min, max }: Options): number {
  const day = daysOf(date);
  let moved = day + shift;
  if (band !== undefined) {
    const first = Math.floor(date.year / band) * band;
    const from = yearStart(first);
    const size = yearStart(first + band) - from;
    // Round the band, so that its ends hold no more dates than its middle.
    moved = from + ((((moved - from) % size) + size) % size);
  }
  return Math.min(Math.max(moved, bound(min, -Infinity)), bound(max, Infinity));
}

/** Dates and times moved by whole days; the time of day, `infinity` and what is no date stay. */
export const date = defineTransformer(options, (given, column) => ({
  injective:
    given.per === everyOne && given.band === undefined && given.min === undefined && given.max === undefined,
  leaks:
    given.per === undefined
      ? ['magnitude', 'frequency', 'equality']
      : ['magnitude', 'order', 'frequency', 'equality'],
  problem: categoryProblem(column, ['date', 'timestamp', 'text']),
  usesRow: given.per !== undefined && given.per !== everyOne,
  needs: given.per === undefined || given.per === everyOne ? [] : [given.per],
  make: (context) => {
    const keyed = context.tag('date', 'date');
    const most = given.days ?? 30;
    const index = context.columns.find(({ name }) => name === given.per)?.index;
    return (bytes, start, end, out, row) => {
      const text = fieldText(bytes, start, end);
      const read = readDate(text);
      if (read === undefined) {
        // In a text column there may be anything: only PostgreSQL's own words pass.
        out.text(column.type.category !== 'text' || /^-?infinity$/.test(text) ? text : '2000-01-01');
        return;
      }
      const seed = given.per === everyOne ? '' : index === undefined ? text : (row.text(index) ?? '');
      out.text(writeDate(moveDay(read, shiftOf(keyed, seed, most), given), read.rest));
    };
  },
}));
