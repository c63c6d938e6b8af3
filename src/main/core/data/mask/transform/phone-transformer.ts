import { z } from 'zod';
import { TextPermutation } from '../crypto/permute-text.ts';
import { TagStream } from '../crypto/tag-stream.ts';
import { type NumberRange, rangesByCountry } from '../lists/phone-ranges.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem, cutText, lengthProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer, type Transform, type TransformContext } from './transformer.ts';

const countries = ['auto', 'US', 'GB', 'FR', 'DE', 'AU'] as const;
type Country = (typeof countries)[number];
/** +999 is a country code that the ITU has given to nobody. */
const nowhere = '+999';
const longest = 28;

const options = z.strictObject({
  ...common,
  country: z.enum(countries).optional().meta({ description: 'country of numbers without a country code' }),
  style: z.enum(['fiction', 'unassigned']).optional().meta({
    description: 'fiction: numbers reserved for films; unassigned: under +999, unique',
  }),
});

/** A number that rings nowhere, with the separators of the one it stands for. */
export const phone = defineTransformer(options, ({ country = 'auto', style = 'fiction' }, column) => ({
  injective: style === 'unassigned' && column.type.maxLength === undefined,
  leaks: style === 'fiction' ? ['format', 'length'] : ['frequency', 'equality', 'length', 'format'],
  problem:
    categoryProblem(column, ['text']) ?? (style === 'unassigned' ? lengthProblem(column, 20) : undefined),
  make: (context) => (style === 'fiction' ? fiction(context, country) : unassigned(context)),
}));

function unassigned(context: TransformContext): Transform {
  const permutation = new TextPermutation(context.tag('unassigned', 'phone'));
  const { maxLength } = context.column.type;
  return (bytes, start, end, out) => {
    const scratch = Buffer.from(bytes.subarray(start, end));
    permutation.permute(scratch, 0, scratch.length);
    out.text(cutText(`${nowhere} ${scratch.toString()}`, maxLength));
  };
}

function fiction(context: TransformContext, country: Country): Transform {
  const keyed = context.tag('fiction', 'phone');
  const stream = new TagStream();
  return (bytes, start, end, out) => {
    const text = fieldText(bytes, start, end);
    const digits = text.replace(/\D/g, '');
    const buffer = Buffer.from(digits);
    stream.seed(keyed.of(buffer, 0, buffer.length));
    const made =
      text.length > longest ? digits.replace(/\d/g, '0') : fictional(text, digits, country, stream);
    let next = 0;
    // Letters of a vanity number or a remark go; digits and separators keep their places.
    out.text(text.replace(/\d|\p{L}/gu, (character) => (/\d/.test(character) ? (made[next++] ?? '0') : 'x')));
  };
}

/** As many digits as there were, of a range where there is one for the country and that count. */
function fictional(text: string, digits: string, country: Country, stream: TagStream): string {
  const international = /^\s*(\+|00)/.test(text);
  const bare = text.trim().startsWith('00') ? digits.slice(2) : digits;
  const lead = digits.slice(0, digits.length - bare.length);
  for (const { code, country: name, trunk, ranges } of rangesByCountry) {
    if (international ? !bare.startsWith(code) : !isNational(digits, text, name, country)) continue;
    const prefix = international ? lead + code : trunk;
    const wanted = digits.length - prefix.length;
    const fitting = ranges.filter((range) => range.digits === wanted);
    const picked = fitting[stream.below(fitting.length)];
    if (picked !== undefined && (international || digits.startsWith(trunk)))
      return prefix + draw(picked, stream);
  }
  // Numbers do not begin with 00 behind a country code, nor with 000 without one.
  const code = international ? lead + bare.slice(0, Math.min(2, bare.length)) : '0';
  const rest = Array.from({ length: digits.length - code.length - 2 }, () => stream.below(10)).join('');
  return `${code}00${rest}`.slice(0, digits.length);
}

function isNational(digits: string, text: string, name: string, country: Country): boolean {
  if (country !== 'auto') return country === name;
  // Ten digits written as 212-555-1234 or (212) 555-1234 are North America's way alone.
  return (
    name === 'US' && digits.length === 10 && /^\(?[2-9]\d{2}\)?[ .-]?\d{3}[ .-]?\d{4}$/.test(text.trim())
  );
}

function draw({ pattern }: NumberRange, stream: TagStream): string {
  return pattern.replace(/[#N]/g, (mark) => String(mark === 'N' ? 2 + stream.below(8) : stream.below(10)));
}
