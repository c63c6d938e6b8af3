/** The words of a column's or table's name in lower case, without accents: "billingStraße2" → billing, strasse, 2. */
export const nameTokens = (name: string): readonly string[] =>
  name
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((token) => token !== '');

/** A run of neighbouring words, written as one: "first name" → "firstname". */
export interface NameRun {
  readonly text: string;
  readonly start: number;
  /** Words in it. */
  readonly words: number;
}

const mostWords = 4;

/** All runs of up to four neighbouring words, the longest first. */
export const nameRuns = (tokens: readonly string[]): readonly NameRun[] =>
  tokens
    .flatMap((_, start) =>
      Array.from({ length: Math.min(mostWords, tokens.length - start) }, (_unused, extra) => ({
        text: tokens.slice(start, start + extra + 1).join(''),
        start,
        words: extra + 1,
      })),
    )
    .toSorted((a, b) => b.text.length - a.text.length || a.start - b.start);
