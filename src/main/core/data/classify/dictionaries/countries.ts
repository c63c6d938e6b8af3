import { fold } from './fold.ts';

const codes =
  `AD AE AF AG AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI
  CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GF GH GL GM GN GP GQ GR GT GW
  GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC
  MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PR PS PT PY QA RE RO
  RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TW TZ UA UG US UY UZ
  VA VE VN VU WS YE ZA ZM ZW`.split(/\s+/);

const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da'];

const common =
  'usa,uk,england,scotland,wales,great britain,united states of america,holland,turkey,czech republic';

/** ISO 3166-1 codes of two letters. */
export const countryCodes: ReadonlySet<string> = new Set(codes);

let names: ReadonlySet<string> | undefined;

/** Names of countries in ten languages, from the runtime's own tables; lower case, without accents. */
export function countryNames(): ReadonlySet<string> {
  names ??= new Set([
    ...common.split(','),
    ...languages.flatMap((language) => {
      const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      return codes.flatMap((code) => display.of(code) ?? []).map(fold);
    }),
  ]);
  return names;
}
