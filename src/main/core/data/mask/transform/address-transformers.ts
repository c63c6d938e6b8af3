import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { type Place, places } from '../lists/places.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem, cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer, type Row, type TransformContext } from './transformer.ts';

/** Parts of an address; those of one row are drawn from one seed. */
const parts = ['street', 'city', 'postal-code', 'region', 'country', 'address'] as const;
type Part = (typeof parts)[number];

const isPart = (mask: string | undefined): boolean => parts.some((part) => part === mask);

const options = z.strictObject({
  ...common,
  per: z.array(z.string()).min(1).optional().meta({
    description: 'columns that say which address it is; all masked parts of the address when absent',
  }),
  country: z
    .enum([...new Set(places.map(({ code }) => code))])
    .optional()
    .meta({ description: 'only places of this country' }),
});

const fill = (pattern: string, stream: TagStream): string =>
  pattern.replace(/[#@]/g, (mark) =>
    mark === '#' ? String(stream.below(10)) : 'ABDEFGHJLNPQRSTUWXYZ'.charAt(stream.below(20)),
  );

interface Address {
  readonly place: Place;
  readonly street: string;
  readonly postal: string;
}

function drawAddress(stream: TagStream, list: readonly Place[]): Address {
  const place = list[stream.below(list.length)];
  if (place === undefined) throw new Error('There are no places.');
  const street = place.streets[stream.below(place.streets.length)] ?? '';
  const number = 1 + stream.below(180);
  return {
    place,
    street: place.numberFirst ? `${number} ${street}` : `${street} ${number}`,
    postal: fill(place.postal, stream),
  };
}

function writePart(part: Part, { place, street, postal }: Address, original: string): string {
  switch (part) {
    case 'street':
      return street;
    case 'city':
      return place.city;
    case 'postal-code':
      return postal;
    case 'region':
      return place.region;
    case 'country':
      if (/^[A-Z]{2}$/.test(original)) return place.code;
      if (/^[a-z]{2}$/.test(original)) return place.code.toLowerCase();
      return /^[A-Z]{3}$/.test(original) ? place.code3 : place.country;
    case 'address': {
      const line = original.includes('\n') ? '\n' : ', ';
      return place.numberFirst
        ? `${street}${line}${place.city} ${postal}`
        : `${street}${line}${postal} ${place.city}`;
    }
  }
}

/** Of what the seed is made: the values of the columns named, or of every masked part of the address. */
function seedColumns({ columns }: TransformContext, per: readonly string[] | undefined): readonly number[] {
  return columns
    .filter(({ name, rule }) =>
      per === undefined ? isPart(rule?.mask) && rule?.options.per === undefined : per.includes(name),
    )
    .map(({ index }) => index);
}

const addressPart = (part: Part) =>
  defineTransformer(options, ({ per, country }, column) => ({
    injective: false,
    leaks: ['equality', ...(part === 'country' || part === 'address' ? (['format'] as const) : [])],
    problem: categoryProblem(column, ['text']),
    usesRow: true,
    needs: per ?? [],
    make: (context) => {
      const keyed = context.tag('address', 'address');
      const stream = new TagStream();
      const list = country === undefined ? places : places.filter(({ code }) => code === country);
      const seeds = seedColumns(context, per);
      const { maxLength } = column.type;
      return (bytes, start, end, out, row: Row) => {
        const original = fieldText(bytes, start, end);
        const seed = Buffer.from(
          seeds.length === 0 ? original : seeds.map((index) => row.text(index) ?? '\u0000').join('\u0001'),
        );
        stream.seed(keyed.of(seed, 0, seed.length));
        out.text(cutText(writePart(part, drawAddress(stream, list), original), maxLength));
      };
    },
  }));

export const street = addressPart('street');
export const city = addressPart('city');
export const postalCode = addressPart('postal-code');
export const region = addressPart('region');
export const country = addressPart('country');
/** A whole address in one field, on one line or more. */
export const address = addressPart('address');
