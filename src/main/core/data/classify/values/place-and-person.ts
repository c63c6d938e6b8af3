import { cities } from '../dictionaries/cities.ts';
import { countryCodes, countryNames } from '../dictionaries/countries.ts';
import { familyNames } from '../dictionaries/family-names.ts';
import { fold } from '../dictionaries/fold.ts';
import { givenNames } from '../dictionaries/given-names.ts';
import { labelWords } from '../dictionaries/label-words.ts';
import { streetTails, streetWords } from '../dictionaries/streets.ts';
import { isNameWithoutSpaces } from './unspaced-names.ts';

const titles = /^(?:mr|mrs|ms|miss|dr|prof|herr|frau|m|mme|mlle|sr|sra|srta|sig|dhr|mevr)\.? /;
const particles = new Set(
  'de da do dos das del della di du la le van von der den ten ter zu al el bin ibn y e o mac mc'.split(' '),
);

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .replace(titles, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');

const isGiven = (word: string): boolean =>
  givenNames.has(word) || word.split('-').some((part) => part.length > 2 && givenNames.has(part));

const isFamily = (word: string): boolean =>
  familyNames.has(word) ||
  word.split(/[-']/).some((part) => part.length > 3 && familyNames.has(part)) ||
  /^(?:mc|mac|o')[a-z]{4,}$|(?:sson|ssen|owski|owska|ewski|ewska|ovic|opoulos|enko|ovich|adze|shvili|stein|mann)$/.test(
    word,
  );

/** One word of the dictionaries: `given`, `family`; a word of both counts as both by the caller's question. */
export function nameKind(text: string): 'given' | 'family' | undefined {
  if (text.length > 40 || /[\d@_/]/.test(text)) return undefined;
  const words = wordsOf(text).filter((word) => !particles.has(word));
  if (words.length === 0 || words.length > 2) return undefined;
  if (words.every(isGiven)) return 'given';
  return words.every(isFamily) ? 'family' : undefined;
}

/** True when every word is in the dictionary of family names, given ones of the same spelling too. */
export const isFamilyName = (text: string): boolean => {
  const words = wordsOf(text).filter((word) => !particles.has(word));
  return words.length > 0 && words.length < 3 && words.every((word) => isFamily(word));
};

/** Two to five words without digits of which one is a given name, or both are known names: "Dr. Ada King". */
export function isPersonName(text: string): boolean {
  if (isNameWithoutSpaces(text)) return true;
  if (text.length > 60 || /[\d@_/:;!?]/.test(text)) return false;
  const words = wordsOf(text).filter((word) => !particles.has(word) && !/^[a-z]\.?$/.test(word));
  if (words.length < 2 || words.length > 4) return false;
  const given = words.filter(isGiven).length;
  const family = words.filter(isFamily).length;
  const [first = '', last = ''] = [words[0], words.at(-1)];
  // "Oscar Lamp" is a good with a name of its own, "Emma Stone" a person.
  if (words.some((word) => labelWords.has(word) && !isGiven(word) && !isFamily(word))) return false;
  return (
    (isGiven(first) || isGiven(last) || (given > 0 && family > 0)) &&
    words.every((word) => /^[\p{L}'’.-]+$/u.test(word))
  );
}

/**
 * Two to four words written as names are, with a capital each or in a script that has none, none of them a word of
 * labels: may be anybody, though no dictionary knows them.
 */
export function couldBePersonName(text: string): boolean {
  if (text.length > 60) return false;
  const words = text
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !titles.test(`${fold(word)} `) && !particles.has(fold(word)));
  if (words.length < 2 || words.length > 4) return false;
  // "Rosalind Field": a given name that is no word of labels itself says enough.
  const firstWord = fold(words[0] ?? '');
  const known = isGiven(firstWord) && !labelWords.has(firstWord);
  return words.every(
    (word) =>
      /^(?:\p{Lu}|\p{Lo}|[dl]['’]\p{L})[\p{L}\p{M}'’.-]*$/u.test(word) &&
      (known || !labelWords.has(fold(word)) || isGiven(fold(word))),
  );
}

/** A street with its house number, in either order, or a street alone. */
export function isStreet(text: string): boolean {
  if (text.length > 80 || text.length < 5) return false;
  const words = fold(text).split(/[\s,]+/);
  if (words.length > 9) return false;
  const known = words.some((word) => streetWords.has(word.replace(/\.$/, '')) || streetTails.test(word));
  const numbered =
    /^\d+[a-z]?(?:[-/]\d+)?$/.test(words[0] ?? '') ||
    words.some((word, index) => index > 0 && /^\d+[a-z]?(?:[-/]\d+)?$/.test(word));
  // "14 days": a number beside words is a street only with a word for one.
  return known && (numbered || words.length > 1 || streetTails.test(words[0] ?? '')) && /\p{L}/u.test(text);
}

/** A known city, or a country by name or code. */
export function isPlaceName(text: string): 'city' | 'country' | undefined {
  if (text.length > 50) return undefined;
  if (/^[A-Z]{2}$/.test(text)) return countryCodes.has(text) ? 'country' : undefined;
  const plain = fold(text);
  if (countryNames().has(plain)) return 'country';
  return cities.has(plain) || cities.has(plain.replace(/[ /(].*$/, '')) ? 'city' : undefined;
}
