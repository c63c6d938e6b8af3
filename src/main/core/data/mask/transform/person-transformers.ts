import { z } from 'zod';
import type { KeyedTag } from '../crypto/keyed-tag.ts';
import { nameCode } from '../kernel/name-code.ts';
import { type Locale, locales } from '../lists/locales.ts';
import { namesByLocale } from '../lists/names.ts';
import { familyPlace, nameWords } from '../name-words.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem, cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer, type Transform, type TransformContext } from './transformer.ts';

type Kind = 'given' | 'family';

const titles = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'mx', 'hr', 'fr', 'herr', 'frau', 'jr', 'sr', 'st']);
/** Parts of family names that thousands share. */
const particles = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'la',
  'le',
  'di',
  'da',
  'del',
  'du',
  'dos',
  'zu',
]);
const nameOptions = z.strictObject({
  ...common,
  locale: z
    .enum(['auto', ...locales])
    .optional()
    .meta({ description: 'language of the names' }),
});

interface Known {
  readonly locale: Locale;
  readonly female: boolean;
}

function indexNames(kind: Kind): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const add = (list: readonly string[], locale: Locale, female: boolean): void => {
    for (const name of list) {
      const small = name.toLowerCase();
      if (!known.has(small)) known.set(small, { locale, female });
    }
  };
  for (const locale of locales) {
    const { female, male, family } = namesByLocale[locale];
    if (kind === 'family') add(family, locale, false);
    else {
      add(female, locale, true);
      add(male, locale, false);
    }
  }
  return known;
}
const knownNames = { given: indexNames('given'), family: indexNames('family') };

/** What a name tells of its language and gender; a name that is in no list is judged by its last letter. */
function recogniseName(small: string, kind: Kind): Known {
  return knownNames[kind].get(small) ?? { locale: 'en', female: /[aeiy]$/.test(small) };
}

function likeCase(name: string, original: string): string {
  if (original.length > 1 && original === original.toUpperCase() && original !== original.toLowerCase())
    return name.toUpperCase();
  return original === original.toLowerCase() && original !== original.toUpperCase()
    ? name.toLowerCase()
    : name;
}

/** One name for another of the same kind, deterministic for the name whatever its case. */
export function makeNamePicker(tag: KeyedTag, kind: Kind, language: Locale | 'auto') {
  const scratch = Buffer.allocUnsafe(1024);
  return (name: string): string => {
    const small = name.toLowerCase();
    if (titles.has(small.replace(/\.$/, '')) || (kind === 'family' && particles.has(small))) return name;
    const { locale, female } = recogniseName(small, kind);
    const lists = namesByLocale[language === 'auto' ? locale : language];
    const list = kind === 'family' ? lists.family : female ? lists.female : lists.male;
    const length = scratch.write(small);
    const word = (tag.of(scratch, 0, length)[0] ?? 0) >>> 0;
    const at = Math.floor((word / 4_294_967_296) * list.length);
    const drawn = list[at] ?? 'X';
    // Nobody keeps their own name by chance.
    const picked = drawn.toLowerCase() === small ? (list[(at + 1) % list.length] ?? 'X') : drawn;
    if (/^\p{L}\.?$/u.test(name)) return likeCase(picked.slice(0, 1), `${name}${name}`) + name.slice(1);
    return likeCase(picked, name);
  };
}

function nameTransform(context: TransformContext, kind: Kind, language: Locale | 'auto'): Transform {
  const pick = makeNamePicker(context.tag('name', `${kind}-name`), kind, language);
  const { maxLength } = context.column.type;
  return (bytes, start, end, out) =>
    out.text(cutText(fieldText(bytes, start, end).replace(nameWords, pick), maxLength));
}

const name = (kind: Kind) =>
  defineTransformer(nameOptions, ({ locale = 'auto' }, column) => ({
    injective: false,
    leaks: ['frequency', 'equality'],
    problem: categoryProblem(column, ['text']),
    make: (context) => nameTransform(context, kind, locale),
    code: (context) => {
      const pick = makeNamePicker(context.tag('name', `${kind}-name`), kind, locale);
      return nameCode(kind, pick, pick, column.type.maxLength);
    },
  }));

/** A given name for one of the same gender and language, as far as the lists tell. */
export const givenName = name('given');

/** A family name for one of the same language. */
export const familyName = name('family');

/** "Anna Maria Schmidt" and "Schmidt, Anna": each part as its own column would have it. */
export const fullName = defineTransformer(nameOptions, ({ locale = 'auto' }, column) => ({
  injective: false,
  leaks: ['frequency', 'equality', 'format'],
  problem: categoryProblem(column, ['text']),
  code: (context) =>
    nameCode(
      'full',
      makeNamePicker(context.tag('name', 'given-name'), 'given', locale),
      makeNamePicker(context.tag('name', 'family-name'), 'family', locale),
      column.type.maxLength,
    ),
  make: (context) => {
    const given = makeNamePicker(context.tag('name', 'given-name'), 'given', locale);
    const family = makeNamePicker(context.tag('name', 'family-name'), 'family', locale);
    const { maxLength } = column.type;
    return (bytes, start, end, out) => {
      const text = fieldText(bytes, start, end);
      const { from, to } = familyPlace(text, 'full');
      const masked = text.replace(nameWords, (part, at: number) =>
        at >= from && at < to ? family(part) : given(part),
      );
      out.text(cutText(masked, maxLength));
    };
  },
}));
