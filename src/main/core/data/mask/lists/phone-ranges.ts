/** Digits behind a country code or a trunk prefix: `#` is any digit, `N` one of 2 to 9. */
export interface NumberRange {
  readonly pattern: string;
  readonly digits: number;
}

interface Ranges {
  readonly country: string;
  readonly code: string;
  /** What is dialled before a number within the country. */
  readonly trunk: string;
  readonly ranges: readonly NumberRange[];
}

const country = (name: string, code: string, trunk: string, ...patterns: readonly string[]): Ranges => ({
  country: name,
  code,
  trunk,
  ranges: patterns.map((pattern) => ({ pattern, digits: pattern.length })),
});

/**
 * Numbers that regulators keep free for films and books: 555-0100 to 555-0199 (NANPA), Ofcom's numbers for TV
 * and radio drama, ARCEP's for audiovisual works, the Bundesnetzagentur's for media, ACMA's for creative works.
 */
export const rangesByCountry: readonly Ranges[] = [
  country('US', '1', '', 'N0N55501##', 'N1N55501##'),
  country('GB', '44', '0', '7700900###', '2079460###', '1632960###'),
  country('FR', '33', '0', '19900####', '26191####', '35301####', '46571####', '53649####', '63998####'),
  country(
    'DE',
    '49',
    '0',
    '3023125###',
    '4066969###',
    '6990009###',
    '2214710###',
    '8999998###',
    '17139200##',
  ),
  country('AU', '61', '0', '255500###', '355500###', '755500###', '855500###'),
];
